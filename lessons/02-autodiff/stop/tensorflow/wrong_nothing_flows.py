import tensorflow as tf

STOPPED = -1.6
FLOWING = 1.28


def td_loss(w, state, reward, next_state):
    """Holds the whole difference."""
    error = tf.stop_gradient(state @ w - reward - 0.9 * next_state @ w)
    return tf.reduce_mean(error**2)
