import keras


def make_model(left, right, classes):
    """Adds the branches."""
    a = keras.Input(shape=(left,))
    b = keras.Input(shape=(right,))
    both = keras.layers.Add()([keras.layers.Dense(16, activation="relu")(x) for x in (a, b)])
    return keras.Model([a, b], keras.layers.Dense(classes)(both))
