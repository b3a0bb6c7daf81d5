import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def numeric_gradient(f, x, h):
    """A tree for each point, the quotient a tree as well."""
    steps = h * np.eye(x.shape[0], dtype=np.float32)
    out = be.empty(x.shape)
    for i, step in enumerate(steps):
        e = be.array(step)
        above, below = be.array((x + e).asnumpyarray()), be.array((x - e).asnumpyarray())
        out[i] = (f(above) - f(below)) / (2 * h)
    return out


def gradients_agree(f, x, gradient):
    """The largest gap against the largest element."""
    gap = be.max(be.absolute(numeric_gradient(f, x, 0.01) - gradient))
    return (gap.asnumpyarray() < 0.03 * np.abs(gradient.get()).max()).item()
