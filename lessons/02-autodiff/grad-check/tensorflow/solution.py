"""numeric_gradient(f, x, h) and gradients_agree(f, x, gradient): a gradient checked by central differences."""

import tensorflow as tf


def numeric_gradient(f, x, h):
    """Two evaluations for each element."""
    steps = h * tf.eye(len(x), dtype=x.dtype)
    return tf.stack([(f(x + step) - f(x - step)) / (2 * h) for step in steps])


def gradients_agree(f, x, gradient):
    """Compare with room for the error of the differences."""
    gap = tf.abs(numeric_gradient(f, x, 0.01) - gradient)
    return bool(tf.reduce_all(gap <= 0.01 + 0.01 * tf.abs(gradient)))
