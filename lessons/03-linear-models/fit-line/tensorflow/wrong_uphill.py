import tensorflow as tf


def fit_line(x, y):
    """Steps along the gradient."""
    w = tf.Variable(tf.zeros(x.shape[1]))
    b = tf.Variable(0.0)
    for _ in range(200):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((tf.linalg.matvec(x, w) + b - y) ** 2)
        for parameter, gradient in zip((w, b), tape.gradient(loss, (w, b))):
            parameter.assign_add(0.1 * gradient)
    return w, b
