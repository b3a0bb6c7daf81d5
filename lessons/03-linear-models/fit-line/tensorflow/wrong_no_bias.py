import tensorflow as tf


def fit_line(x, y):
    """Moves the weights alone."""
    w = tf.Variable(tf.zeros(x.shape[1]))
    b = tf.Variable(0.0)
    for _ in range(200):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((tf.linalg.matvec(x, w) + b - y) ** 2)
        w.assign_sub(0.1 * tape.gradient(loss, w))
    return w, b
