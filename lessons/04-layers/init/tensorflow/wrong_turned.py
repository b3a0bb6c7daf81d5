import tensorflow as tf


def he_normal(inputs, units):
    """A row of weights for each unit, as PyTorch has it."""
    return tf.random.normal((units, inputs), stddev=(2 / inputs) ** 0.5)


def xavier_uniform(inputs, units):
    bound = (6 / (inputs + units)) ** 0.5
    return tf.random.uniform((units, inputs), -bound, bound)
