import keras


def make_mlp(inputs, hidden, classes):
    """Return a new model: inputs -> hidden -> bend -> classes, giving logits."""
    return keras.Sequential(
        [
            keras.Input(shape=(inputs,)),
            keras.layers.Dense(hidden, activation="relu"),
            keras.layers.Dense(classes),
        ]
    )
