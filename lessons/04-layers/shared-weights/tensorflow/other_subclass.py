import keras
import tensorflow as tf


class Siamese(keras.Model):
    """A class that codes both in one batch of twice the length."""

    def __init__(self, hidden, code):
        super().__init__()
        self.first = keras.layers.Dense(hidden, activation="relu")
        self.last = keras.layers.Dense(code)

    def call(self, a, b):
        codes = self.last(self.first(tf.concat([a, b], axis=0)))
        code_a, code_b = tf.split(codes, 2)
        return tf.reduce_sum(tf.math.squared_difference(code_a, code_b), axis=1)


def make_model(inputs, hidden, code):
    """Return a new Siamese model."""
    return Siamese(hidden, code)
