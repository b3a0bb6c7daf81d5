import copy

import torch
from agent.q_network import make_q_network  # the check makes its networks by it


def make_target(online):
    """Copy, and tell autograd to leave the copy alone."""
    return copy.deepcopy(online).requires_grad_(False).eval()


def hard_update(target, online):
    """A soft update all the way."""
    soft_update(target, online, 1.0)


def soft_update(target, online, tau):
    """Let all parameters move in one call."""
    with torch.no_grad():
        torch._foreach_lerp_(list(target.parameters()), list(online.parameters()), tau)
