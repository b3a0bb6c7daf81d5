import math

import tensorflow as tf


def softplus(x):
    return tf.nn.relu(x) + tf.math.log1p(tf.exp(-tf.abs(x)))


def leaky_relu(x, slope=0.1):
    """A straight line."""
    return slope * x


def gelu(x):
    return 0.5 * x * (1 + tf.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
