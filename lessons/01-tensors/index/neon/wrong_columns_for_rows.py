import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def pick_rows(x, rows):
    """Picks along the axis of the batch, as everywhere else in neon."""
    return x[:, rows]


def positive_rows(x):
    """Return the rows of x whose first element is positive."""
    return x[np.flatnonzero(x.get()[:, 0] > 0).tolist()]


def diagonal_block(x, i, k):
    """Return block number i of side k on the diagonal of x."""
    return x[i * k : (i + 1) * k, i * k : (i + 1) * k]


def last_columns(x, k):
    """Return a copy of the last k columns of x."""
    return be.array(x.get()[:, -k:])
