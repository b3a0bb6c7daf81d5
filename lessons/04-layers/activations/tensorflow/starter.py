import math

import tensorflow as tf


def softplus(x):
    """log(1 + exp(x)), for any float32 x."""
    # TODO


def leaky_relu(x, slope=0.1):
    """x where it is positive, slope * x elsewhere."""
    # TODO


def gelu(x):
    """0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))."""
    # TODO
