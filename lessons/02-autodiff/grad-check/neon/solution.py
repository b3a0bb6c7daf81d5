"""numeric_gradient(f, x, h) and gradients_agree(f, x, gradient): a gradient checked by central differences."""

import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def numeric_gradient(f, x, h):
    """One op-tree over a copy of x, worked out twice for each element."""
    values = x.get()
    point, result = be.array(values), np.zeros_like(values)
    tree = f(point)
    for i in range(len(values)):
        step = np.zeros_like(values)
        step[i] = h
        point[:] = values + step
        above = tree.asnumpyarray().item()
        point[:] = values - step
        result[i] = (above - tree.asnumpyarray().item()) / (2 * h)
    return be.array(result)


def gradients_agree(f, x, gradient):
    """Compare with room for the error of the differences."""
    return bool(np.allclose(numeric_gradient(f, x, 0.01).get(), gradient.get(), rtol=0.01, atol=0.01))
