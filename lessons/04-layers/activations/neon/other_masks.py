import math

from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def softplus(x):
    """By the sigmoid, whose logarithm is close to zero where its argument is large."""
    return x * be.greater(x, 0) - be.log(be.sig(be.absolute(x)))


def leaky_relu(x, slope=0.1):
    """One and the slope, chosen by comparisons."""
    return x * (be.greater(x, 0) + slope * be.less_equal(x, 0))


def gelu(x):
    """Half of one plus tanh is a sigmoid of the double."""
    return x * be.sig(2 * math.sqrt(2 / math.pi) * (x + 0.044715 * be.square(x) * x))
