from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def he_normal(inputs, units):
    """The backend's generator, asked directly."""
    return be.array(be.rng.normal(0, (2 / inputs) ** 0.5, (units, inputs)))


def xavier_uniform(inputs, units):
    """Numbers between 0 and 1, stretched."""
    bound = (6 / (inputs + units)) ** 0.5
    return be.array((2 * be.rng.random_sample((units, inputs)) - 1) * bound)
