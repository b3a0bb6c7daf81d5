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
    of_a, of_b = make_encoder(inputs, hidden, code), make_encoder(inputs, hidden, code)
    of_b.set_weights(of_a.get_weights())
    a, b = keras.Input(shape=(inputs,)), keras.Input(shape=(inputs,))
    difference = of_a(a) - keras.ops.stop_gradient(of_b(b))
    return keras.Model([a, b], keras.ops.sum(difference**2, axis=1))
