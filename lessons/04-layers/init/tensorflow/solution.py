import keras
import tensorflow as tf


def he_normal(inputs, units):
    """Return weights (inputs, units) for a layer in front of a ReLU."""
    return tf.random.normal((inputs, units), stddev=(2 / inputs) ** 0.5)


def xavier_uniform(inputs, units):
    """Return weights (inputs, units) for a layer in front of a tanh."""
    bound = (6 / (inputs + units)) ** 0.5
    return tf.random.uniform((inputs, units), -bound, bound)
