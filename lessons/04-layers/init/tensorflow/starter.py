import keras
import tensorflow as tf


def he_normal(inputs, units):
    """Return weights (inputs, units) for a layer in front of a ReLU."""
    # TODO


def xavier_uniform(inputs, units):
    """Return weights (inputs, units) for a layer in front of a tanh."""
    # TODO
