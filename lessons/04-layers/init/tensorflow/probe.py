"""How Keras' own dense layer keeps its weights."""

import keras


def own_shape(module, inputs, units):
    """The shape of the weights of a dense layer from `inputs` to `units` numbers."""
    layer = keras.layers.Dense(units)
    layer.build((None, inputs))
    return tuple(layer.kernel.shape)
