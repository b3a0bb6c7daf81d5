import keras
import tensorflow as tf


def he_normal(inputs, units):
    """LeCun's, for a layer with nothing behind it."""
    return keras.initializers.LecunNormal()((inputs, units))


def xavier_uniform(inputs, units):
    return keras.initializers.GlorotUniform()((inputs, units))
