from neon.backends import gen_backend
from neon.initializers import GlorotUniform, Kaiming

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def he_normal(inputs, units):
    """neon's own, told that this is no convolution."""
    weights = be.empty((units, inputs))
    Kaiming(local=False).fill(weights)
    return weights


def xavier_uniform(inputs, units):
    """neon's own."""
    weights = be.empty((units, inputs))
    GlorotUniform().fill(weights)
    return weights
