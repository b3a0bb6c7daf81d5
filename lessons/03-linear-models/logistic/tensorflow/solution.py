"""fit(x, y), probability(fitted, x), predict(fitted, x): logistic regression on x (n, 2), y (n,)."""

import tensorflow as tf


def logit(fitted, x):
    """The score of each example."""
    w, b = fitted
    return tf.linalg.matvec(x, w) + b


def fit(x, y):
    """Two variables, trained on all examples at once."""
    w, b = tf.Variable(tf.zeros(2)), tf.Variable(0.0)

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            each = tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=logit((w, b), x))
            loss = tf.reduce_mean(each)
        for variable, gradient in zip((w, b), tape.gradient(loss, (w, b))):
            variable.assign_sub(1.0 * gradient)

    for _ in range(200):
        step()
    return w, b


def probability(fitted, x):
    """The sigmoid of the score."""
    return tf.sigmoid(logit(fitted, x))


def predict(fitted, x):
    """Class 1 where its probability is above one half."""
    return tf.cast(probability(fitted, x) > 0.5, tf.float32)
