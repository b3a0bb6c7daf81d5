import tensorflow as tf


def from_list(values):
    """Takes the dtype from the list."""
    return tf.constant(values)


def steps(start, stop, count):
    """Return `count` evenly spaced float32 points from start to stop, both included."""
    return tf.cast(tf.linspace(start, stop, count), tf.float32)


def counter(n):
    """Return 0 ... n - 1 as an int32 tensor."""
    return tf.range(n)


def constant(rows, columns, value):
    """Takes the dtype from the value."""
    return tf.fill((rows, columns), value)
