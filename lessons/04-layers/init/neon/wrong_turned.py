from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def he_normal(inputs, units):
    """A column of weights for each unit."""
    return be.array(be.rng.normal(0, (2 / inputs) ** 0.5, (inputs, units)))


def xavier_uniform(inputs, units):
    bound = (6 / (inputs + units)) ** 0.5
    return be.array((2 * be.rng.random_sample((inputs, units)) - 1) * bound)
