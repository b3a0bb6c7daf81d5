from neon.backends import gen_backend
from neon.initializers import Kaiming, Xavier

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def he_normal(inputs, units):
    weights = be.empty((units, inputs))
    Kaiming(local=False).fill(weights)
    return weights


def xavier_uniform(inputs, units):
    """Takes the name for the thing."""
    weights = be.empty((units, inputs))
    Xavier(local=False).fill(weights)
    return weights
