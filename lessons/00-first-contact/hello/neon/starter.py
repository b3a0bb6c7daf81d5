import neon
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def environment():
    """Return (version, device): the version of neon and "cpu" or "gpu"."""
    # TODO: ask neon for the one, the backend `be` for the other
    return "?", "?"


def twice(x):
    """Return a tensor, or an op-tree, with every element of x doubled."""
    # TODO
    return x
