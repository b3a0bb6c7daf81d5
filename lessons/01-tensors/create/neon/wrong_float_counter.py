import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def from_list(values):
    """Return the numbers as a float32 tensor of shape (n, 1)."""
    return be.array(values)


def steps(start, stop, count):
    """Return `count` evenly spaced float32 points from start to stop, both included, as a column."""
    return be.array(np.linspace(start, stop, count))


def counter(n):
    """be.array makes float32 of integers, too."""
    return be.array(np.arange(n))


def constant(rows, columns, value):
    """Return a float32 tensor of shape (rows, columns) that holds `value` everywhere."""
    return be.ones((rows, columns)) * value
