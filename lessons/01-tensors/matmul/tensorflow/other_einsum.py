import tensorflow as tf


def squared_distances(a, b):
    """Name the axes of every term."""
    cross = tf.einsum("nd,md->nm", a, b)
    of_a, of_b = tf.einsum("nd,nd->n", a, a), tf.einsum("md,md->m", b, b)
    return tf.nn.relu(of_a[:, tf.newaxis] - 2 * cross + of_b)
