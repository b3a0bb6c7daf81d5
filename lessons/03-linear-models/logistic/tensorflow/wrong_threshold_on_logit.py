import tensorflow as tf


def fit(x, y):
    """As it should be, in eager steps."""
    w, b = tf.Variable(tf.zeros(2)), tf.Variable(0.0)
    for _ in range(150):
        with tf.GradientTape() as tape:
            score = tf.linalg.matvec(x, w) + b
            loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=score))
        for variable, gradient in zip((w, b), tape.gradient(loss, (w, b))):
            variable.assign_sub(1.0 * gradient)
    return w, b


def probability(fitted, x):
    """The sigmoid of the score."""
    return tf.sigmoid(tf.linalg.matvec(x, fitted[0]) + fitted[1])


def predict(fitted, x):
    """Compares the score with the border of a probability."""
    return tf.cast(tf.linalg.matvec(x, fitted[0]) + fitted[1] > 0.5, tf.float32)
