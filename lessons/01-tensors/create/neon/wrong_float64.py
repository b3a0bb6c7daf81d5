import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def from_list(values):
    """Keeps NumPy's dtype."""
    return be.array(values, dtype=np.float64)


def steps(start, stop, count):
    """Keeps NumPy's dtype."""
    points = np.linspace(start, stop, count)
    return be.array(points, dtype=points.dtype)


def counter(n):
    """Return 0 ... n - 1 as an int32 tensor of shape (n, 1)."""
    return be.array(np.arange(n), dtype=np.int32)


def constant(rows, columns, value):
    """Return a float32 tensor of shape (rows, columns) that holds `value` everywhere."""
    return be.ones((rows, columns)) * value
