"""Asks the tape whether the loss depends on the advantages."""

import tensorflow as tf


def holds_advantages(module, logits, actions, advantages):
    """Whether no gradient of policy_loss reaches the advantages."""
    with tf.GradientTape() as tape:
        tape.watch(advantages)
        loss = module.policy_loss(logits, actions, advantages)
    slope = tape.gradient(loss, advantages)
    return slope is None or not bool(tf.reduce_max(tf.abs(slope)) > 0)
