import keras
import tensorflow as tf


def make_parameter(value):
    """A variable that begins at `value`."""
    return tf.Variable(value)


class Momentum:
    """Keras' own; it takes pairs of gradient and variable."""

    def __init__(self, parameters, rate, momentum):
        self.parameters = parameters
        self.optimizer = keras.optimizers.SGD(learning_rate=rate, momentum=momentum)

    def step(self, gradients):
        """Hand the pairs over."""
        self.optimizer.apply_gradients(zip(gradients, self.parameters))
