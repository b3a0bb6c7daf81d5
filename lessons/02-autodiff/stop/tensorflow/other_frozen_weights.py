import tensorflow as tf

STOPPED = -1.6
FLOWING = 1.28


def td_loss(w, state, reward, next_state):
    """Hold the weights of the target instead of the target."""
    frozen = tf.stop_gradient(w)
    error = tf.matmul(state, w) - reward - 0.9 * tf.matmul(next_state, frozen)
    return tf.reduce_mean(tf.square(error))
