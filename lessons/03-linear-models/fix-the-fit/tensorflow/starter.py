import tensorflow as tf


def fit(x, y, steps, rate):
    """Fit x (n, d) to y (n,) in `steps` steps; return (w, b)."""
    w = tf.Variable(tf.zeros((x.shape[1], 1)))
    b = tf.Variable(tf.zeros(1))
    for _ in range(steps):
        # TODO: two bugs are somewhere in this loop
        with tf.GradientTape() as tape:
            prediction = x @ w + b
            loss = tf.reduce_mean((prediction - y) ** 2)
        grad_w, grad_b = tape.gradient(loss, [w, b])
        new_w = w - rate * grad_w
        new_b = b - rate * grad_b
    return w, b
