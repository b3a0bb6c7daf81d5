import tensorflow as tf


def pick_rows(x, rows):
    """Return the rows of x (n, m) whose numbers are in the list `rows`."""
    return tf.gather(x, rows)


def positive_rows(x):
    """Multiplies by the mask."""
    return x * tf.cast(x[:, :1] > 0, x.dtype)


def diagonal_block(x, i, k):
    """Return block number i of side k on the diagonal of x."""
    return x[i * k : (i + 1) * k, i * k : (i + 1) * k]


def last_columns(x, k):
    """Return a copy of the last k columns of x."""
    return x[:, -k:]
