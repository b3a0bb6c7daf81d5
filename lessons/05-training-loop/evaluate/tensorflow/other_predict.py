import keras
import numpy as np


def make_model():
    """A classifier from 64 numbers to 10 logits, with dropout."""
    return keras.Sequential(
        [
            keras.Input(shape=(64,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(10),
        ]
    )


def evaluate(model, x, y):
    """Keras' own loop over batches, counted by NumPy."""
    truth = y.numpy()
    answers = model.predict(x.numpy(), batch_size=64, verbose=0).argmax(axis=1)
    confusion = np.zeros((10, 10), dtype=int)
    np.add.at(confusion, (truth, answers), 1)
    return float(np.mean(answers == truth)), confusion
