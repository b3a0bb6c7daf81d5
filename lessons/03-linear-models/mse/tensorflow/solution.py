import tensorflow as tf


def mse(prediction, target):
    """Return the mean squared error of prediction (n, 1) against target (n,), a tensor of shape ()."""
    return tf.reduce_mean(tf.square(tf.squeeze(prediction, axis=1) - target))
