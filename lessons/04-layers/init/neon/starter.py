from neon.backends import gen_backend
from neon.initializers import Gaussian, GlorotUniform, Kaiming, Uniform, Xavier

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def he_normal(inputs, units):
    """Return weights (units, inputs) for a layer in front of a ReLU."""
    # TODO


def xavier_uniform(inputs, units):
    """Return weights (units, inputs) for a layer in front of a tanh."""
    # TODO
