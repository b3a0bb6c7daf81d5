import tensorflow as tf


@tf.custom_gradient
def binarise(x):
    """Straight through without a window."""
    return tf.sign(x), lambda grad: grad
