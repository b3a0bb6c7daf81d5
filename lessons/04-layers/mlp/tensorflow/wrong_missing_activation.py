import keras


def make_mlp(inputs, hidden, classes):
    """Dense has no activation unless asked."""
    return keras.Sequential(
        [keras.Input(shape=(inputs,)), keras.layers.Dense(hidden), keras.layers.Dense(classes)]
    )
