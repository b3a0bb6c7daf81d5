import keras
import tensorflow as tf


def fit(x, y):
    """A model of one layer, trained by Keras."""
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer=keras.optimizers.Adam(0.1), loss="binary_crossentropy")
    model.fit(x, y[:, tf.newaxis], batch_size=60, epochs=60, verbose=0)
    return model


def probability(fitted, x):
    """The model ends in a sigmoid."""
    return tf.squeeze(fitted(x), axis=1)


def predict(fitted, x):
    """Round to the nearer class."""
    return tf.round(probability(fitted, x))
