import tensorflow as tf


def two_gradients(w, a, b):
    """Return the gradients of sum(a w^3) and of sum(b w^3) by w."""
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(w)
        loss_a = tf.reduce_sum(a * w**3)
        loss_b = tf.reduce_sum(b * w**3)
    return tape.gradient(loss_a, w), tape.gradient(loss_b, w)
