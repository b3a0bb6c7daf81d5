import keras
import tensorflow as tf


def batches(x, y, size):
    """Drops what does not fill a batch."""
    return tf.data.Dataset.from_tensor_slices((x, y)).shuffle(len(x)).batch(size, drop_remainder=True)


def train(x, y):
    """Keras' own loop."""
    model = keras.Sequential(
        [keras.Input(shape=(64,)), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(10)]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.01), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    )
    model.fit(batches(x, y, 32), epochs=5, verbose=0)
    return model
