import numpy as np
import tensorflow as tf


def numeric_gradient(f, x, h):
    """The points are made by NumPy."""
    base, result = x.numpy(), []
    for i in range(base.size):
        values = []
        for sign in (1, -1):
            point = base.copy()
            point[i] += sign * h
            values.append(float(f(tf.constant(point))))
        result.append((values[0] - values[1]) / (2 * h))
    return tf.constant(result, dtype=x.dtype)


def gradients_agree(f, x, gradient):
    """NumPy's comparison."""
    return np.allclose(numeric_gradient(f, x, 0.01), gradient, rtol=0.02, atol=0.02)
