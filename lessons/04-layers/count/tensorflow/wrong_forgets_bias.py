import keras
from keras.layers import BatchNormalization, Dense, Dropout, ReLU

predicted = {"linear": 640, "deep": 1696, "normalised": 2442, "autoencoder": 4744, "bare": 9472}


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
    """The rule is right; two predictions are not."""
    return sum(a * b + (b if biases else 0) for a, b in zip(sizes, sizes[1:]))
