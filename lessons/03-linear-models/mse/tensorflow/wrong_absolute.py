import tensorflow as tf


def mse(prediction, target):
    """Takes the distance without squaring it."""
    return tf.reduce_mean(tf.abs(tf.squeeze(prediction, axis=1) - target))
