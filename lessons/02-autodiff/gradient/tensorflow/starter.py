import tensorflow as tf


def f(x):
    """An example to try: the sum of squares; its gradient is 2 x."""
    return tf.reduce_sum(x**2)


def gradient(f, x):
    """Return the gradient of f at x, a tensor of the shape of x."""
    # TODO
    return f(x)
