import tensorflow as tf


def squared_distances(a, b):
    """One row of the answer at a time."""
    return tf.stack([tf.reduce_sum((a[i] - b) ** 2, axis=1) for i in range(a.shape[0])])
