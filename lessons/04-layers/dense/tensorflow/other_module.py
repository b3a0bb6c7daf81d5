import tensorflow as tf


class Dense(tf.Module):
    """TensorFlow without Keras: a tf.Module does list its variables."""

    def __init__(self, inputs, units):
        super().__init__()
        self.w = tf.Variable(tf.random.normal((inputs, units), stddev=inputs**-0.5))
        self.b = tf.Variable(tf.zeros(units))

    def __call__(self, x):
        return x @ self.w + self.b


def make_dense(inputs, units):
    """Return a new dense layer."""
    return Dense(inputs, units)
