import numpy as np
import torch
from agent.q_network import make_q_network, q_values
from agent.solve_cartpole import dqn_target, train


def double_target(online, frozen, rewards, next_observations, terminated, discount):
    """The chosen action by comparing with the best value; everything in one formula."""
    with torch.no_grad():
        chosen = torch.nn.functional.one_hot(online(next_observations).max(dim=1).indices, 2)
        return rewards + discount * (1 - terminated) * (frozen(next_observations) * chosen).sum(dim=1)


def overestimation(network, observations, rewards, discount):
    """Returns from the end backwards; the values without the boundary."""
    returns = []
    for each in rewards:
        total = 0.0
        for reward in each[::-1]:
            total = reward + discount * total
        returns.append(total)
    with torch.no_grad():
        values = network(torch.as_tensor(observations)).amax(dim=1)
    return values.mean().item() - sum(returns) / len(returns)
