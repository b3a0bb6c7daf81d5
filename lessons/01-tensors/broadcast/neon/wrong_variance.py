from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def standardise(x):
    """The square root is missing."""
    return (x - be.mean(x, axis=0)) / be.var(x, axis=0)
