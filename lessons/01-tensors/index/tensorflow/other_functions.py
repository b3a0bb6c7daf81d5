import tensorflow as tf


def pick_rows(x, rows):
    """One row after the other, then stacked."""
    return tf.stack([x[row] for row in rows])


def positive_rows(x):
    """The places first, then the rows."""
    return tf.gather_nd(x, tf.where(x[:, 0] > 0))


def diagonal_block(x, i, k):
    """Begin and size."""
    return tf.slice(x, [i * k, i * k], [k, k])


def last_columns(x, k):
    """Split the columns in two."""
    return tf.split(x, [x.shape[1] - k, k], axis=1)[1]
