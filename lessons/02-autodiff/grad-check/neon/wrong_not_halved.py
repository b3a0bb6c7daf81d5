import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def numeric_gradient(f, x, h):
    """Divides by h, where the points are 2 h apart."""
    values, rows = x.get(), []
    for step in h * np.eye(x.shape[0], dtype=np.float32)[:, :, None]:
        pair = [f(be.array(values + s * step)).asnumpyarray().item() for s in (1, -1)]
        rows.append((pair[0] - pair[1]) / h)
    return be.array(rows)


def gradients_agree(f, x, gradient):
    """Compare with room."""
    return bool(np.allclose(numeric_gradient(f, x, 0.01).get(), 2 * gradient.get(), rtol=0.02, atol=0.02))
