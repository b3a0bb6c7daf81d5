import tensorflow as tf


def gradient(f, x):
    """Return the gradient of f at x, a tensor of the shape of x."""
    with tf.GradientTape() as tape:
        tape.watch(x)
        value = f(x)
    return tape.gradient(value, x)
