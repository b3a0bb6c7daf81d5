"""Functions of the check, in TensorFlow: the learner's `gradient` differentiates them."""

import tensorflow as tf


def of_polynomial(module, x, a, b):
    """The gradient of sum(a x^3 + b x)."""
    return module.gradient(lambda v: tf.reduce_sum(a * v**3 + b * v), x)


def of_bent_product(module, x, matrix):
    """The gradient of the sum of squares of tanh(matrix x)."""
    return module.gradient(lambda v: tf.reduce_sum(tf.tanh(tf.linalg.matvec(matrix, v)) ** 2), x)


def twice_of_polynomial(module, x, a, b):
    """The same gradient, asked twice."""
    return of_polynomial(module, x, a, b), of_polynomial(module, x, a, b)
