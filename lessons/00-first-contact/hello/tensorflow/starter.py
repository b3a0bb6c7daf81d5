import tensorflow as tf


def environment():
    """Return (version, device): the version of TensorFlow and "cpu" or "gpu"."""
    # TODO: ask tf for both
    return "?", "?"


def twice(x):
    """Return a tensor with every element of x doubled."""
    # TODO
    return x
