import tensorflow as tf


def environment():
    """Return (version, device): the version of TensorFlow and "cpu" or "gpu"."""
    device = "gpu" if tf.config.list_physical_devices("GPU") else "cpu"
    return tf.__version__, device


def twice(x):
    """Return a tensor with every element of x doubled."""
    return 2 * x
