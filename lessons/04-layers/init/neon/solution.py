from neon.backends import gen_backend
from neon.initializers import Gaussian, GlorotUniform, Kaiming, Uniform, Xavier

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def he_normal(inputs, units):
    """Return weights (units, inputs) for a layer in front of a ReLU."""
    weights = be.empty((units, inputs))
    Gaussian(scale=(2 / inputs) ** 0.5).fill(weights)
    return weights


def xavier_uniform(inputs, units):
    """Return weights (units, inputs) for a layer in front of a tanh."""
    weights = be.empty((units, inputs))
    bound = (6 / (inputs + units)) ** 0.5
    Uniform(low=-bound, high=bound).fill(weights)
    return weights
