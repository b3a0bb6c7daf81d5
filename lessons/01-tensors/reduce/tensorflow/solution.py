import tensorflow as tf


def logsumexp(x):
    """Return the logarithm of the sum of the exponentials of each row of x (n, d): shape (n,)."""
    top = tf.reduce_max(x, axis=1, keepdims=True)
    return tf.squeeze(top, 1) + tf.math.log(tf.reduce_sum(tf.exp(x - top), axis=1))
