import keras


class ScaleShift(keras.layers.Layer):
    """One pair for the whole layer."""

    def __init__(self, features):
        super().__init__()
        self.scale = self.add_weight(shape=(), initializer="ones")
        self.shift = self.add_weight(shape=(), initializer="zeros")

    def call(self, x):
        return x * self.scale + self.shift


def make_layer(features):
    return ScaleShift(features)


def make_model(inputs, hidden, classes):
    layers = [keras.layers.Dense(hidden), ScaleShift(hidden), keras.layers.Activation("tanh")]
    return keras.Sequential([keras.Input(shape=(inputs,)), *layers, keras.layers.Dense(classes)])
