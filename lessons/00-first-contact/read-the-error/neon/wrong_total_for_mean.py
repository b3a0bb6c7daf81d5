from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def mean_scores(x, weights):
    """Never divides."""
    return be.sum(be.dot(x, weights.T), axis=0)
