import math

from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def softplus(x):
    """Cuts the input off where it would overflow."""
    return be.log(1 + be.exp(be.clip(x, -80, 80)))


def leaky_relu(x, slope=0.1):
    return be.maximum(x, 0) + slope * be.minimum(x, 0)


def gelu(x):
    return 0.5 * x * (1 + be.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x)))
