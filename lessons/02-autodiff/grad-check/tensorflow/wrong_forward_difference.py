import tensorflow as tf


def numeric_gradient(f, x, h):
    """To one side."""
    return tf.stack([(f(x + step) - f(x)) / h for step in h * tf.eye(len(x))])


def gradients_agree(f, x, gradient):
    """Compare with room."""
    return bool(tf.reduce_all(tf.abs(numeric_gradient(f, x, 0.01) - gradient) < 0.07))
