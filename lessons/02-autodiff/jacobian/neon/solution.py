import numpy as np
from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def jacobian(f, x):
    """Return the matrix (m, n) of the partial derivatives of f: (n, 1) -> (m, 1) at x."""
    y = f(x)
    m, n = y.shape[0], x.shape[0]
    pick, rows = be.zeros((m, 1)), np.zeros((m, n))
    walk = Autodiff(y, be, next_error=pick)
    for i in range(m):
        pick[:] = np.eye(m)[:, i : i + 1]
        rows[i] = walk.get_grad_asnumpyarray([x])[0].ravel()
    return be.array(rows)
