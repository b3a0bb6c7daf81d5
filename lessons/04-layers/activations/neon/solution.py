import math

from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def softplus(x):
    """Op-tree of log(1 + exp(x)), for any float32 x."""
    return be.maximum(x, 0) + be.log(1 + be.exp(-be.absolute(x)))


def leaky_relu(x, slope=0.1):
    """Op-tree of x where it is positive, slope * x elsewhere."""
    return be.maximum(x, 0) + slope * be.minimum(x, 0)


def gelu(x):
    """Op-tree of 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))."""
    return 0.5 * x * (1 + be.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x)))
