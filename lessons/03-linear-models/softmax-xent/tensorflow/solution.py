import tensorflow as tf


def cross_entropy(logits, labels):
    """Return the mean cross-entropy, shape (), of logits (n, c) against labels (n,)."""
    right = tf.gather(logits, labels, axis=1, batch_dims=1)
    return tf.reduce_mean(tf.reduce_logsumexp(logits, axis=1) - right)
