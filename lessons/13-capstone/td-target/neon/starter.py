import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def td_target(next_q, rewards, terminated, discount):
    """Return the targets, a tensor (1, n), from next_q (actions, n), rewards (1, n), terminated (1, n)."""
    # TODO


def td_loss(q, actions, targets):
    """Return the op-tree of the mean Huber loss of q (actions, n) at the actions (1, n) against targets (1, n)."""
    # TODO
