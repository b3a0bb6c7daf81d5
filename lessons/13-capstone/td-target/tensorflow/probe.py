"""The gradients of the loss through the learner's target and loss together."""

import tensorflow as tf


def gradients(module, q, next_q, actions, rewards, terminated, discount):
    """The gradients by q and by next_q; zeros where none arrives."""
    with tf.GradientTape() as tape:
        tape.watch([q, next_q])
        loss = tf.convert_to_tensor(module.td_loss(q, actions, module.td_target(next_q, rewards, terminated, discount)))
    return tape.gradient(loss, [q, next_q], unconnected_gradients="zero")
