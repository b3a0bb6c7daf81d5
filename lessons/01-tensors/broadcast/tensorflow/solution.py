import tensorflow as tf


def standardise(x):
    """Return x with every column shifted and scaled to mean 0 and standard deviation 1."""
    return (x - tf.reduce_mean(x, axis=0)) / tf.math.reduce_std(x, axis=0)
