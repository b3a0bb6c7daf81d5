import tensorflow as tf

PENALTY = 0.02


def loss(w, b, x, y):
    """Mean logistic loss of the weights w (d,) and the bias b () on x (n, d), y (n,), with the penalty."""
    z = tf.linalg.matvec(x, w) + b
    return tf.reduce_mean(tf.math.softplus(z) - y * z) + PENALTY / 2 * tf.reduce_sum(w**2)


def fit(x, y):
    """Gradient descent."""
    w, b = tf.Variable(tf.zeros(x.shape[1])), tf.Variable(0.0)
    for _ in range(200):
        with tf.GradientTape() as tape:
            value = loss(w, b, x, y)
        for variable, slope in zip((w, b), tape.gradient(value, (w, b))):
            variable.assign_sub(0.1 * slope)
    return tf.identity(w), tf.identity(b)
