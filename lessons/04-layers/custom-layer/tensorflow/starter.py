import keras
import tensorflow as tf


class ScaleShift(keras.layers.Layer):
    """y = x * scale + shift, one pair for each feature."""

    def __init__(self, features):
        super().__init__()
        # TODO

    def call(self, x):
        """Return a tensor of the shape of x (n, features)."""
        # TODO


def make_layer(features):
    """Return a new ScaleShift."""
    return ScaleShift(features)


def make_model(inputs, hidden, classes):
    """Return a new model: dense, ScaleShift, tanh, dense."""
    # TODO
