from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def logsumexp(x):
    """The formula as it stands."""
    return be.log(be.sum(be.exp(x), axis=1))
