import tensorflow as tf


def mean_scores(x, weights):
    """Return the mean over the examples of x (n, d) of their scores with weights (k, d): shape (k,)."""
    # TODO: run the check, read the error from the bottom, mend the line it names
    scores = tf.matmul(x, weights, transpose_b=True)
    total = tf.reduce_sum(scores, axis=0)
    count = tf.shape(x)[0]
    return total / count
