import tensorflow as tf

AFTER_ONE_STEP = 1.4


def sgd_step(w, x, y, rate):
    """Move w (d, 1) in place by one step on mean((x w - y)^2), x (n, d), y (n, 1)."""
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((x @ w - y) ** 2)
    w.assign_sub(rate * tape.gradient(loss, w))
