"""Functions of the check, in TensorFlow."""

import tensorflow as tf


def _polynomial(a, b):
    return lambda v: tf.reduce_sum(a * v**3 + b * v)


def numeric(module, x, a, b, h):
    """The learner's gradient of sum(a x^3 + b x), and x as it is afterwards."""
    return module.numeric_gradient(_polynomial(a, b), x, h), x


def numeric_of_product(module, x, a, h):
    """The learner's gradient of (a · x)^2."""
    return module.numeric_gradient(lambda v: tf.reduce_sum(a * v) ** 2, x, h)


def agree(module, x, a, b, gradient):
    """What the learner says of a gradient of sum(a x^3 + b x)."""
    return module.gradients_agree(_polynomial(a, b), x, gradient)
