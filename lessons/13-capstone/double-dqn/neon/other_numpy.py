import numpy as np
from agent.q_network import make_q_network, q_values
from agent.solve_cartpole import dqn_target, train
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def double_target(online, frozen, rewards, next_observations, terminated, discount):
    """Through NumPy: picking by an index is one line there."""
    best = online.fprop(next_observations, inference=True).get().argmax(axis=0)
    values = frozen.fprop(next_observations, inference=True).get()[best, np.arange(be.bsz)]
    return be.array(rewards.get() + discount * (1 - terminated.get()) * values)


def overestimation(network, observations, rewards, discount):
    """Returns by the polynomial in the discount that they are."""
    returns = [np.polyval(each[::-1], discount) for each in rewards]
    return np.mean(q_values(network, observations).max(axis=1)) - np.mean(returns)
