import tensorflow as tf


def mse(prediction, target):
    """Gives a Python number away."""
    return float(tf.reduce_mean(tf.square(tf.squeeze(prediction, axis=1) - target)))
