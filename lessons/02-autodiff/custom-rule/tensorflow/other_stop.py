import tensorflow as tf


def binarise(x):
    """A function whose gradient is right, corrected to the right value without a gradient."""
    smooth = tf.where(tf.abs(x) <= 1, x, tf.zeros_like(x))
    return smooth + tf.stop_gradient(tf.sign(x) - smooth)
