import tensorflow as tf


def gradient(f, x):
    """A variable is watched without being asked."""
    leaf = tf.Variable(x)
    with tf.GradientTape() as tape:
        value = f(leaf)
    return tape.gradient(value, leaf)
