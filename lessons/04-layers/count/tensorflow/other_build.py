import keras
from keras.layers import BatchNormalization, Dense, Dropout, ReLU

predicted = {"linear": 650, "deep": 1754, "normalised": 2442, "autoencoder": 4744, "bare": 9472}


def chain(*layers):
    """A model of these layers for images of 64 numbers."""
    return keras.Sequential([keras.Input(shape=(64,)), *layers])


def make_linear():
    return chain(Dense(10))


def make_deep():
    return chain(
        *(Dense(16, activation="relu"), Dropout(0.5)),
        *(Dense(16, activation="relu"), Dropout(0.5)),
        *(Dense(16, activation="relu"), Dropout(0.5)),
        Dense(10),
    )


def make_normalised():
    return chain(Dense(32, use_bias=False), BatchNormalization(), ReLU(), Dense(10))


def make_autoencoder():
    return chain(
        *(Dense(32, activation="relu"), Dense(8, activation="relu")),
        *(Dense(32, activation="relu"), Dense(64)),
    )


def make_bare():
    return chain(Dense(128, activation="relu", use_bias=False), Dense(10, use_bias=False))


def count(sizes, biases=True):
    """Build the layers and let them be counted."""
    model = keras.Sequential([keras.Input(shape=(sizes[0],)), *(Dense(n, use_bias=biases) for n in sizes[1:])])
    return model.count_params()
