import tensorflow as tf


def he_normal(inputs, units):
    """Forgets the root."""
    return tf.random.normal((inputs, units), stddev=2 / inputs)


def xavier_uniform(inputs, units):
    bound = (6 / (inputs + units)) ** 0.5
    return tf.random.uniform((inputs, units), -bound, bound)
