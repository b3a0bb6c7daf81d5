from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def logsumexp(x):
    """Takes the largest element out and leaves it out."""
    return be.log(be.sum(be.exp(x - be.max(x, axis=1)), axis=1))
