import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def td_target(next_q, rewards, terminated, discount):
    """Return the targets, a tensor (1, n), from next_q (actions, n), rewards (1, n), terminated (1, n)."""
    return (rewards + discount * (1 - terminated) * be.max(next_q, axis=1)).astensor()


def td_loss(q, actions, targets):
    """Return the op-tree of the mean Huber loss of q (actions, n) at the actions (1, n) against targets (1, n)."""
    every = be.array(np.arange(q.shape[0]))
    taken = be.sum(q * be.equal(actions, every), axis=0)
    size = be.absolute(taken - targets)
    near = be.minimum(size, 1)
    return be.mean(near * size - 0.5 * be.square(near))
