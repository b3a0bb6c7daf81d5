from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def standardise(x):
    """Return x with every column shifted and scaled to mean 0 and standard deviation 1."""
    # TODO: the mean and the standard deviation of each column, then broadcast
    return x
