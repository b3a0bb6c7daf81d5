import numpy as np
import tensorflow as tf
from agent.q_network import make_q_network, q_values  # the check makes its networks by the first
from agent.solve_cartpole import dqn_target, train  # the check trains by them
from agent.td_target import td_target


def double_target(online, frozen, rewards, next_observations, terminated, discount):
    """The online network chooses and values."""
    best = tf.argmax(online(next_observations, training=False), axis=1)
    values = tf.gather(online(next_observations, training=False), best, batch_dims=1)
    return td_target(values[:, None], rewards, terminated, discount)


def overestimation(network, observations, rewards, discount):
    """Return by how much the network's values of first observations (n, 4) lie above the n episodes' returns."""
    returns = [np.sum(each * discount ** np.arange(len(each))) for each in rewards]
    return float(np.mean(q_values(network, observations).max(axis=1) - returns))
