import keras


def make_encoder(inputs, hidden, code):
    """A model from (n, inputs) to codes (n, code)."""
    return keras.Sequential(
        [
            keras.Input(shape=(inputs,)),
            keras.layers.Dense(hidden, activation="relu"),
            keras.layers.Dense(code),
        ]
    )


def make_model(inputs, hidden, code):
    """Return a new Siamese model: distances (n,) of the codes of a and b (n, inputs)."""
    encoder = make_encoder(inputs, hidden, code)
    a, b = keras.Input(shape=(inputs,)), keras.Input(shape=(inputs,))
    difference = encoder(a) - encoder(b)
    return keras.Model([a, b], keras.ops.sum(difference**2, axis=1))
