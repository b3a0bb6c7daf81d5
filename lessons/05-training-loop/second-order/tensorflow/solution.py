import numpy as np
import tensorflow as tf
from scipy.optimize import minimize

PENALTY = 0.02


def loss(w, b, x, y):
    """Mean logistic loss of the weights w (d,) and the bias b () on x (n, d), y (n,), with the penalty."""
    z = tf.linalg.matvec(x, w) + b
    return tf.reduce_mean(tf.math.softplus(z) - y * z) + PENALTY / 2 * tf.reduce_sum(w**2)


def fit(x, y):
    """Return the weights (d,) and the bias () that minimise loss."""

    def value_and_gradient(flat):
        w, b = tf.constant(flat[:-1], tf.float32), tf.constant(flat[-1], tf.float32)
        with tf.GradientTape() as tape:
            tape.watch([w, b])
            value = loss(w, b, x, y)
        by_w, by_b = tape.gradient(value, [w, b])
        return float(value), np.append(by_w.numpy(), by_b.numpy()).astype("float64")

    best = minimize(value_and_gradient, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return tf.constant(best[:-1], tf.float32), tf.constant(best[-1], tf.float32)
