import tensorflow as tf


def logsumexp(x):
    """Ready-made."""
    return tf.reduce_logsumexp(x, axis=1)
