"""squared_distances(a, b): (n, d) and (m, d) -> (n, m), all squared distances, no loop, none negative."""

import tensorflow as tf


def squared_distances(a, b):
    """Expand the square; the cross terms are one matrix product."""
    lengths = tf.reduce_sum(a**2, axis=1, keepdims=True) + tf.reduce_sum(b**2, axis=1)
    return tf.maximum(lengths - 2 * tf.matmul(a, b, transpose_b=True), 0.0)
