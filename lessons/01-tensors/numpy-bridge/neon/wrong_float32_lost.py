from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

SHARES = {"t = be.array(a)": False, "a = t.get()": False, "a = t.asnumpyarray()": True}


def to_numpy(x):
    """Return the numbers of the tensor x as a NumPy array of the same shape and dtype."""
    return x.get()


def from_numpy(array, device):
    """Takes the backend's default dtype."""
    return device.array(array)
