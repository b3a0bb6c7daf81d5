import numpy as np
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
    "s * s": [[7, 10], [15, 22]],
}


def look(x):
    """The function is right; a prediction is not."""
    return x.shape, np.dtype(x.dtype).name
