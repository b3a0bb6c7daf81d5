import tensorflow as tf


@tf.custom_gradient
def binarise(x):
    """The sign of x; backwards, the gradient passes where |x| <= 1."""

    def backward(grad):
        return grad * tf.cast(tf.abs(x) <= 1, grad.dtype)

    return tf.sign(x), backward
