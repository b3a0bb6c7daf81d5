import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def from_list(values):
    """Assign a NumPy column into a tensor."""
    out = be.zeros((len(values), 1))
    out[:] = np.array(values, dtype=np.float32).reshape(-1, 1)
    return out


def steps(start, stop, count):
    """Scale the counting numbers with an op-tree."""
    return be.array(range(count)) * ((stop - start) / (count - 1)) + start


def counter(n):
    """Allocate in int32, then assign."""
    out = be.zeros((n, 1), dtype=np.int32)
    out[:] = np.arange(n, dtype=np.int32).reshape(-1, 1)
    return out


def constant(rows, columns, value):
    """Start from ones."""
    return be.ones((rows, columns)) * value
