"""Steps on a variable that the check makes, in TensorFlow."""

import tensorflow as tf


def after_steps(module, w, x, y, rate, steps):
    """The variable after some calls, and whether it still is one that can be trained."""
    parameter = tf.Variable(w)
    for _ in range(steps):
        module.sgd_step(parameter, x, y, rate)
    return tf.identity(parameter), bool(parameter.trainable)
