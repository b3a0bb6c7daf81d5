import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

SHARES = {"t = be.array(a)": False, "a = t.get()": False, "a = t.asnumpyarray()": True}


def to_numpy(x):
    """The live array, copied by NumPy."""
    return np.array(x.asnumpyarray())


def from_numpy(array, device):
    """Allocate, then assign."""
    out = device.empty(array.shape, dtype=array.dtype)
    out[:] = array
    return out
