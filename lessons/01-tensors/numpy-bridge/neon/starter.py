import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

SHARES = {
    "t = be.array(a)": None,  # TODO: True or False
    "a = t.get()": None,
    "a = t.asnumpyarray()": None,
}


def to_numpy(x):
    """Return the numbers of the tensor x as a NumPy array of the same shape and dtype."""
    # TODO


def from_numpy(array, device):
    """Return the array as a tensor of the same shape and dtype, made by `device`, a backend."""
    # TODO
