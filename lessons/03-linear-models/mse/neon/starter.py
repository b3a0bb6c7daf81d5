from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def mse(prediction, target):
    """Return the op-tree of the mean squared error of prediction (1, n) against target (1, n)."""
    # TODO
