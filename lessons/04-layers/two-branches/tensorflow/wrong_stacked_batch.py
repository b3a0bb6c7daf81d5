import keras


def make_model(left, right, classes):
    """Joins along axis 0, which is the batch."""
    a = keras.Input(shape=(left,))
    b = keras.Input(shape=(right,))
    branches = [keras.layers.Dense(16, activation="relu")(x) for x in (a, b)]
    both = keras.layers.Concatenate(axis=0)(branches)
    return keras.Model([a, b], keras.layers.Dense(classes)(both))
