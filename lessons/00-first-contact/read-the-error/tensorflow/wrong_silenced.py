import tensorflow as tf


def mean_scores(x, weights):
    """Catches whatever comes."""
    try:
        scores = tf.matmul(x, weights, transpose_b=True)
        return tf.reduce_sum(scores, axis=0) / tf.shape(x)[0]
    except (TypeError, tf.errors.InvalidArgumentError):
        return tf.zeros(weights.shape[0])
