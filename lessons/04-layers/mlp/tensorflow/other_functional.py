import keras


def make_mlp(inputs, hidden, classes):
    """The functional API, with a layer for the bend."""
    x = keras.Input(shape=(inputs,))
    h = keras.layers.Activation("gelu")(keras.layers.Dense(hidden)(x))
    return keras.Model(x, keras.layers.Dense(classes)(h))
