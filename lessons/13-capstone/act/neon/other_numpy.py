import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def epsilon_at(step, start, end, steps):
    """Let NumPy interpolate; it stays at the end by itself."""
    return float(np.interp(step, [0, steps], [start, end]))


def act(q, epsilon, training=True):
    """Choose in NumPy, and make a tensor of the choice."""
    values = q.get()
    actions, n = values.shape
    chosen = values.argmax(axis=0)
    if training:
        rows = be.rng.random_sample(n) < epsilon
        chosen[rows] = be.rng.randint(actions, size=rows.sum())
    return be.array(chosen[np.newaxis], dtype=np.int32)
