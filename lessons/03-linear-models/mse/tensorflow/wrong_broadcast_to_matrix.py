import tensorflow as tf


def mse(prediction, target):
    """(n, 1) minus (n,) is (n, n)."""
    return tf.reduce_mean(tf.square(prediction - target))
