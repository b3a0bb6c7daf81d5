import keras
import tensorflow as tf

huber = keras.losses.Huber()


def td_target(next_q, rewards, terminated, discount):
    """Leave out the future where there is none."""
    future = tf.where(terminated > 0, 0.0, tf.reduce_max(next_q, axis=-1))
    return rewards + discount * future


def td_loss(q, actions, targets):
    """Mask the values by the action taken, and stop the gradient here."""
    taken = tf.reduce_sum(q * tf.one_hot(actions, q.shape[1]), axis=1)
    return huber(tf.stop_gradient(targets), taken)
