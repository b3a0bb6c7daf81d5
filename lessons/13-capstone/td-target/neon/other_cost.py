import numpy as np
from neon.backends import gen_backend
from neon.transforms import SmoothL1Loss

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)
huber = SmoothL1Loss()


def td_target(next_q, rewards, terminated, discount):
    """Write the targets into a tensor of their own."""
    targets = be.empty(rewards.shape)
    targets[:] = rewards + (1 - terminated) * be.max(next_q * discount, axis=0)
    return targets


def td_loss(q, actions, targets):
    """Let neon's own cost do it, on the values masked by the actions taken."""
    mask = be.zeros(q.shape)
    mask[:] = be.onehot(actions, axis=0)
    return be.mean(huber(be.sum(q * mask, axis=0), targets))
