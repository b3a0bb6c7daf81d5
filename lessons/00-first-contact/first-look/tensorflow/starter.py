import tensorflow as tf

x = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
s = tf.constant([[1, 2], [3, 4]])

PREDICTED = {
    "x.shape": None,  # TODO: a tuple, such as (7, 5)
    "x[0].shape": None,
    "tf.reduce_sum(x).shape": None,
    "x.dtype": None,  # TODO: a name, such as "float64"
    "s.dtype": None,
    "s * s": None,  # TODO: a list of rows
}


def look(x):
    """Return (shape, dtype): a tuple of integers, and the plain name of the dtype."""
    # TODO
