import tensorflow as tf


def make_parameter(value):
    """A variable that begins at `value`."""
    return tf.Variable(value)


class Momentum:
    """Gradient descent with momentum on a list of variables."""

    def __init__(self, parameters, rate, momentum):
        self.parameters = parameters
        # TODO

    def step(self, gradients):
        """Change every variable in place, once."""
        # TODO
