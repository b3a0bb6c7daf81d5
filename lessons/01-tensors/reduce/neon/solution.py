from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def logsumexp(x):
    """Return the logarithm of the sum of the exponentials of each row of x (n, d): shape (n, 1)."""
    top = be.max(x, axis=1)
    return be.log(be.sum(be.exp(x - top), axis=1)) + top
