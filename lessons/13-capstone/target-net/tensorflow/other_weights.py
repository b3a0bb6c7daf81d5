import keras
import numpy as np
from agent.q_network import make_q_network  # the check makes its networks by it


def make_target(online):
    """Go through the network's configuration."""
    target = online.__class__.from_config(online.get_config())
    hard_update(target, online)
    return target


def hard_update(target, online):
    """Copy by way of NumPy."""
    target.set_weights(online.get_weights())


def soft_update(target, online, tau):
    """Mix in NumPy and write back, one by one."""
    for ours, theirs in zip(target.weights, online.weights):
        ours.assign(keras.ops.convert_to_tensor(np.float32(1 - tau) * ours.numpy() + np.float32(tau) * theirs.numpy()))
