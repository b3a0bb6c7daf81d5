import tensorflow as tf


def make_parameter(value):
    """A variable that begins at `value`."""
    return tf.Variable(value)


class Momentum:
    """Velocities as plain tensors in a list, replaced at each step, the rate inside them."""

    def __init__(self, parameters, rate, momentum):
        self.parameters, self.rate, self.momentum = parameters, rate, momentum
        self.velocities = [tf.zeros_like(w) for w in parameters]

    def step(self, gradients):
        """A velocity is the last step that was made."""
        self.velocities = [self.momentum * v - self.rate * g for v, g in zip(self.velocities, gradients)]
        for w, v in zip(self.parameters, self.velocities):
            w.assign_add(v)
