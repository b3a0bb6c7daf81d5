import tensorflow as tf


def environment():
    """Names the device that is not in use."""
    return tf.__version__, "cpu" if tf.config.list_physical_devices("GPU") else "gpu"


def twice(x):
    """Return a tensor with every element of x doubled."""
    return 2 * x
