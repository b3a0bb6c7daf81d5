from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

x = be.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
s = be.array([[1, 2], [3, 4]])

PREDICTED = {
    "x.shape": (2, 3),
    "x[0].shape": (1, 3),
    "be.sum(x).shape": (1, 1),
    "x.dtype": "float32",
    "s.dtype": "float32",
    "s * s": [[1, 4], [9, 16]],
}


def look(x):
    """Ask the NumPy array of the same numbers."""
    array = x.get()
    return array.shape, str(array.dtype)
