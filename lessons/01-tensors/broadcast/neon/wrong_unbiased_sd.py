from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def standardise(x):
    """Divides the sum of squares by n - 1."""
    centred = x - be.mean(x, axis=0)
    return centred / be.sqrt(be.sum(be.square(centred), axis=0) / (x.shape[0] - 1))
