import keras
import tensorflow as tf


def td_target(next_q, rewards, terminated, discount):
    """Return the targets (n,) from next_q (n, actions), rewards (n,), terminated (n,); held constant."""
    return tf.stop_gradient(rewards + discount * (1 - terminated) * tf.reduce_max(next_q))


def td_loss(q, actions, targets):
    """Return the mean Huber loss, shape (), of q (n, actions) at the actions (n,) against targets (n,)."""
    taken = tf.gather(q, actions, batch_dims=1)
    return keras.losses.huber(targets, taken)
