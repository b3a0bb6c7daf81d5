import keras

he, xavier = keras.initializers.HeNormal(), keras.initializers.GlorotUniform()


def he_normal(inputs, units):
    """One object for all layers."""
    return he((inputs, units))


def xavier_uniform(inputs, units):
    return xavier((inputs, units))
