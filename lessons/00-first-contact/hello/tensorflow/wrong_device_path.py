import tensorflow as tf


def environment():
    """Gives TensorFlow's long name of one device."""
    return tf.__version__, tf.zeros([]).device


def twice(x):
    """Return a tensor with every element of x doubled."""
    return 2 * x
