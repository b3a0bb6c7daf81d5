import tensorflow as tf


def mean_scores(x, weights):
    """Drops the line that raised."""
    return tf.reduce_sum(tf.matmul(x, weights, transpose_b=True), axis=0)
