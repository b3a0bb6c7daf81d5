import keras
import tensorflow as tf


class TwoBranches(keras.Model):
    """A class whose call has two arguments."""

    def __init__(self, classes):
        super().__init__()
        self.first = keras.layers.Dense(16, activation="relu")
        self.second = keras.layers.Dense(16, activation="relu")
        self.head = keras.layers.Dense(classes)

    def call(self, a, b):
        return self.head(tf.concat([self.first(a), self.second(b)], axis=1))


def make_model(left, right, classes):
    """Return a new model of two inputs."""
    return TwoBranches(classes)
