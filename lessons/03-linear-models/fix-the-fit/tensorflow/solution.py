import tensorflow as tf


def fit(x, y, steps, rate):
    """Fit x (n, d) to y (n,) in `steps` steps; return (w, b)."""
    w = tf.Variable(tf.zeros((x.shape[1], 1)))
    b = tf.Variable(tf.zeros(1))
    for _ in range(steps):
        with tf.GradientTape() as tape:
            prediction = tf.squeeze(x @ w + b, axis=1)
            loss = tf.reduce_mean((prediction - y) ** 2)
        grad_w, grad_b = tape.gradient(loss, [w, b])
        w.assign_sub(rate * grad_w)
        b.assign_sub(rate * grad_b)
    return w, b
