import numpy as np
import tensorflow as tf
from agent.q_network import make_q_network, q_values  # the check makes its networks by the first
from agent.solve_cartpole import dqn_target, train  # the check trains by them
from agent.td_target import td_target


def double_target(online, frozen, rewards, next_observations, terminated, discount):
    """Return the targets (n,): the online network chooses the next action, the frozen one values it."""
    # TODO


def overestimation(network, observations, rewards, discount):
    """Return by how much the network's values of first observations (n, 4) lie above the n episodes' returns."""
    # TODO
