from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def f(x):
    """An example to try: the sum of squares; its gradient is 2 x."""
    return be.sum(be.square(x))


def gradient(f, x):
    """Return the gradient of f at x, a tensor (or an op-tree) of the shape of x."""
    # TODO
    return f(x)
