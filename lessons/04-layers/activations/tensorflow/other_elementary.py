import math

import tensorflow as tf


def softplus(x):
    """The smaller exponent first."""
    return tf.maximum(x, 0.0) - tf.math.log_sigmoid(tf.abs(x))


def leaky_relu(x, slope=0.1):
    """Two clamped parts."""
    return tf.maximum(x, 0.0) + slope * tf.minimum(x, 0.0)


def gelu(x):
    """The exact form: x times the share of a normal distribution that is below it."""
    return x * 0.5 * (1 + tf.math.erf(x / math.sqrt(2)))
