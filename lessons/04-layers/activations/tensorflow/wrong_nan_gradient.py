import math

import tensorflow as tf


def softplus(x):
    """Chooses after computing."""
    return tf.where(x > 20, x, tf.math.log(1 + tf.exp(x)))


def leaky_relu(x, slope=0.1):
    return tf.where(x > 0, x, slope * x)


def gelu(x):
    return 0.5 * x * (1 + tf.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
