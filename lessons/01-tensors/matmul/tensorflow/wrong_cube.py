import tensorflow as tf


def squared_distances(a, b):
    """Broadcasts to (n, m, d)."""
    return tf.reduce_sum((a[:, tf.newaxis] - b[tf.newaxis]) ** 2, axis=2)
