import tensorflow as tf


def from_list(values):
    """Return the numbers as a float32 tensor of shape (n,)."""
    return tf.constant(values, dtype=tf.float32)


def steps(start, stop, count):
    """Return `count` evenly spaced float32 points from start to stop, both included."""
    return tf.cast(tf.linspace(start, stop, count), tf.float32)


def counter(n):
    """Return 0 ... n - 1 as an int32 tensor."""
    return tf.range(n)


def constant(rows, columns, value):
    """Return a float32 tensor of shape (rows, columns) that holds `value` everywhere."""
    return tf.fill((rows, columns), float(value))
