import numpy as np
import torch
from agent.q_network import make_q_network, q_values  # the check makes its networks by the first
from agent.solve_cartpole import dqn_target, train  # the check trains by them
from agent.td_target import td_target


@torch.no_grad()
def double_target(online, frozen, rewards, next_observations, terminated, discount):
    """Return the targets (n,): the online network chooses the next action, the frozen one values it."""
    best = online(next_observations).argmax(dim=1, keepdim=True)
    return td_target(frozen(next_observations).gather(1, best), rewards, terminated, discount)


def overestimation(network, observations, rewards, discount):
    """Adds the rewards up."""
    returns = [np.sum(each) for each in rewards]
    return float(np.mean(q_values(network, observations).max(axis=1) - returns))
