import tensorflow as tf

AFTER_ONE_STEP = 1.4


def sgd_step(w, x, y, rate):
    """Adds the gradient."""
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((x @ w - y) ** 2)
    w.assign_add(rate * tape.gradient(loss, w))
