import tensorflow as tf


def squared_distances(a, b):
    """Adds the cross term."""
    lengths = tf.reduce_sum(a**2, axis=1, keepdims=True) + tf.reduce_sum(b**2, axis=1)
    return tf.maximum(lengths + 2 * tf.matmul(a, b, transpose_b=True), 0.0)
