import tensorflow as tf


def fit_line(x, y):
    """Return (w, b), of shapes (d,) and (), fitted to x (n, d) and y (n,) by gradient descent."""
    w = tf.Variable(tf.zeros(x.shape[1]))
    b = tf.Variable(0.0)
    for _ in range(150):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((tf.linalg.matvec(x, w) + b - y) ** 2)
        for parameter, gradient in zip((w, b), tape.gradient(loss, (w, b))):
            parameter.assign_sub(0.1 * gradient)
    return w, b
