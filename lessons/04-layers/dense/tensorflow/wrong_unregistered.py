import keras
import tensorflow as tf


class Dense(keras.layers.Layer):
    """Plain variables in a Keras layer."""

    def __init__(self, inputs, units):
        super().__init__()
        self.kernel = tf.Variable(tf.random.normal((inputs, units), stddev=inputs**-0.5))
        self.bias = tf.Variable(tf.zeros(units))

    def call(self, x):
        return tf.matmul(x, self.kernel) + self.bias


def make_dense(inputs, units):
    return Dense(inputs, units)
