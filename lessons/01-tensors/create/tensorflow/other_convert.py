import tensorflow as tf


def from_list(values):
    """Convert each number first."""
    return tf.convert_to_tensor([float(value) for value in values])


def steps(start, stop, count):
    """Float ends make float32 steps."""
    return tf.linspace(tf.constant(start, tf.float32), tf.constant(stop, tf.float32), count)


def counter(n):
    """Count with a running sum."""
    return tf.cumsum(tf.ones(n, tf.int32)) - 1


def constant(rows, columns, value):
    """tf.constant repeats one value over a shape."""
    return tf.constant(value, dtype=tf.float32, shape=(rows, columns))
