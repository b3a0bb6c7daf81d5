import tensorflow as tf


def standardise(x):
    """Divides the sum of squares by n - 1."""
    centred = x - tf.reduce_mean(x, axis=0)
    count = tf.cast(tf.shape(x)[0], x.dtype)
    return centred / tf.sqrt(tf.reduce_sum(centred**2, axis=0) / (count - 1))
