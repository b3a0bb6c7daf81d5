import math

import tensorflow as tf


def softplus(x):
    """log(1 + exp(x)), for any float32 x."""
    return tf.nn.relu(x) + tf.math.log1p(tf.exp(-tf.abs(x)))


def leaky_relu(x, slope=0.1):
    """x where it is positive, slope * x elsewhere."""
    return tf.where(x > 0, x, slope * x)


def gelu(x):
    """0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))."""
    return 0.5 * x * (1 + tf.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
