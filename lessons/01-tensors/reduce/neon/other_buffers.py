from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def logsumexp(x):
    """Work the largest elements out once, sum by a product with ones."""
    n, d = x.shape
    top, spread, out = be.empty((n, 1)), be.empty((n, d)), be.empty((n, 1))
    top[:] = be.max(x, axis=1)
    spread[:] = be.exp(x - top)
    out[:] = be.log(be.dot(spread, be.ones((d, 1)))) + top
    return out
