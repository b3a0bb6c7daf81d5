import keras
import tensorflow as tf


class Dense(keras.layers.Layer):
    """x -> x W + b."""

    def __init__(self, inputs, units):
        super().__init__()
        self.kernel = self.add_weight(shape=(inputs, units), initializer="glorot_uniform")
        self.bias = self.add_weight(shape=(units,), initializer="zeros")

    def call(self, x):
        """Return a tensor (n, units) for x (n, inputs)."""
        return tf.matmul(x, self.kernel) + self.bias


def make_dense(inputs, units):
    """Return a new dense layer."""
    return Dense(inputs, units)
