import tensorflow as tf


def mean_scores(x, weights):
    """Return the mean over the examples of x (n, d) of their scores with weights (k, d): shape (k,)."""
    scores = tf.matmul(x, weights, transpose_b=True)
    total = tf.reduce_sum(scores, axis=0)
    count = tf.cast(tf.shape(x)[0], total.dtype)
    return total / count
