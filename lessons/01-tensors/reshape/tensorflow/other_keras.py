import keras
import tensorflow as tf


def to_rows(images):
    """A layer that keeps the first axis."""
    return keras.layers.Flatten()(images)


def to_images(rows, h, w):
    """A layer with a target shape."""
    return keras.layers.Reshape((h, w))(rows)


def channels_last(images):
    """Stack the channels along a new last axis."""
    return tf.stack(tf.unstack(images, axis=1), axis=-1)
