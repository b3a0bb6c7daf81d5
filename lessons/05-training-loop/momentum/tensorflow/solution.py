import tensorflow as tf


def make_parameter(value):
    """A variable that begins at `value`."""
    return tf.Variable(value)


class Momentum:
    """Gradient descent with momentum on a list of variables."""

    def __init__(self, parameters, rate, momentum):
        self.parameters = parameters
        self.rate, self.momentum = rate, momentum
        self.velocities = [tf.Variable(tf.zeros_like(w)) for w in parameters]

    def step(self, gradients):
        """Change every variable in place, once."""
        for w, v, g in zip(self.parameters, self.velocities, gradients):
            v.assign(self.momentum * v + g)
            w.assign_sub(self.rate * v)
