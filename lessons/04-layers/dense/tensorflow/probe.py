"""The gradient that a layer passes on to whatever stands before it."""

import tensorflow as tf


def passed_on(module, inputs, units, x, cotangent):
    """The parameters of a fresh layer, and the gradient by its inputs x."""
    layer = module.make_dense(inputs, units)
    with tf.GradientTape() as tape:
        tape.watch(x)
        out = layer(x)
    gradient = tape.gradient(out, x, cotangent, unconnected_gradients=tf.UnconnectedGradients.ZERO)
    return list(layer.trainable_variables), gradient
