from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def softplus(x):
    return be.maximum(x, 0) + be.log(1 + be.exp(-be.absolute(x)))


def leaky_relu(x, slope=0.1):
    return be.maximum(x, 0) + slope * be.minimum(x, 0)


def gelu(x):
    """The sigmoid stand-in."""
    return x * be.sig(1.702 * x)
