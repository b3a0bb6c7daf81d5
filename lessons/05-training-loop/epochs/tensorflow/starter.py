import keras
import tensorflow as tf

loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def batches(x, y, size):
    """One epoch: pairs (images, labels) of at most `size` examples, in an order drawn anew."""
    # TODO: shuffle
    yield x, y


def train(x, y):
    """Return a classifier trained on x (n, 64) float32 and y (n,) int32."""
    model = keras.Sequential(
        [keras.Input(shape=(64,)), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(10)]
    )
    # TODO: an optimiser, and several epochs of batches(x, y, 32)
    return model
