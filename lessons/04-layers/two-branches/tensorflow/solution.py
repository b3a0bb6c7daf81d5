import keras


def make_model(left, right, classes):
    """Return a new model of the two inputs (n, left) and (n, right), giving scores (n, classes)."""
    a = keras.Input(shape=(left,))
    b = keras.Input(shape=(right,))
    branches = [keras.layers.Dense(16, activation="relu")(x) for x in (a, b)]
    both = keras.layers.Concatenate()(branches)
    return keras.Model([a, b], keras.layers.Dense(classes)(both))
