import keras


def he_normal(inputs, units):
    """The shape as PyTorch would have it."""
    return keras.initializers.HeNormal()((units, inputs))


def xavier_uniform(inputs, units):
    return keras.initializers.GlorotUniform()((units, inputs))
