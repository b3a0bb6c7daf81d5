import tensorflow as tf


def softplus(x):
    """TensorFlow's own."""
    return tf.math.softplus(x)


def leaky_relu(x, slope=0.1):
    """TensorFlow's own; its default slope is another one."""
    return tf.nn.leaky_relu(x, alpha=slope)


def gelu(x):
    """TensorFlow's own, in the exact form."""
    return tf.nn.gelu(x)
