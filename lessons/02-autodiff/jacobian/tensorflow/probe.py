"""A function of the check, in TensorFlow."""

import tensorflow as tf


def of_bent_map(module, x, matrix, other):
    """The learner's Jacobian of tanh(A x) + B x^2."""
    return module.jacobian(lambda v: tf.tanh(tf.linalg.matvec(matrix, v)) + tf.linalg.matvec(other, v**2), x)
