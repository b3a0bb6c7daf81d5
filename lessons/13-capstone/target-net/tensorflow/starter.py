import keras
import tensorflow as tf
from agent.q_network import make_q_network  # the check makes its networks by it


def make_target(online):
    """Return a new network with the weights of `online`, separate from it."""
    # TODO: two bugs are somewhere in this file
    return keras.Sequential(online.layers)


@tf.function
def hard_update(target, online):
    """Make the target's parameters equal to the online network's."""
    for ours, theirs in zip(target.weights, online.weights):
        ours.assign(theirs)


@tf.function
def soft_update(target, online, tau):
    """Move the target's parameters a share tau of the way to the online network's."""
    for ours, theirs in zip(target.weights, online.weights):
        ours = (1 - tau) * ours + tau * theirs
