import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def pick_rows(x, rows):
    """A product with ones and zeros picks rows, too."""
    picker = np.zeros((len(rows), x.shape[0]))
    picker[np.arange(len(rows)), rows] = 1
    return be.dot(be.array(picker), x)


def positive_rows(x):
    """Through NumPy."""
    values = x.get()
    return be.array(values[values[:, 0] > 0])


def diagonal_block(x, i, k):
    """Rows first, then columns."""
    return x[i * k : (i + 1) * k][:, i * k : (i + 1) * k]


def last_columns(x, k):
    """A list of columns gives a copy by itself."""
    m = x.shape[1]
    return x[:, list(range(m - k, m))]
