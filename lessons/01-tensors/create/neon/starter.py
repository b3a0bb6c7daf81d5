import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def from_list(values):
    """Return the numbers as a float32 tensor of shape (n, 1)."""
    # TODO


def steps(start, stop, count):
    """Return `count` evenly spaced float32 points from start to stop, both included, as a column."""
    # TODO


def counter(n):
    """Return 0 ... n - 1 as an int32 tensor of shape (n, 1)."""
    # TODO


def constant(rows, columns, value):
    """Return a float32 tensor of shape (rows, columns) that holds `value` everywhere."""
    # TODO
