import tensorflow as tf


def standardise(x):
    """Reduces over the columns."""
    return (x - tf.reduce_mean(x, axis=1, keepdims=True)) / tf.math.reduce_std(x, axis=1, keepdims=True)
