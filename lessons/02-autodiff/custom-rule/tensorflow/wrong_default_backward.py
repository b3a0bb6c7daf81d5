import tensorflow as tf


def binarise(x):
    """The derivative of the sign, which is zero."""
    return tf.sign(x)
