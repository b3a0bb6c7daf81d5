import keras
import tensorflow as tf


class Dense(keras.layers.Layer):
    """Turns the input into a constant."""

    def __init__(self, inputs, units):
        super().__init__()
        self.kernel = self.add_weight(shape=(inputs, units), initializer="glorot_uniform")
        self.bias = self.add_weight(shape=(units,), initializer="zeros")

    def call(self, x):
        return tf.matmul(tf.constant(x.numpy()), self.kernel) + self.bias


def make_dense(inputs, units):
    return Dense(inputs, units)
