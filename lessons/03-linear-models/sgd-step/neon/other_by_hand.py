from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

AFTER_ONE_STEP = 1.4


def sgd_step(w, x, y, rate):
    """The gradient written out."""
    error = (be.dot(w, x) - y).astensor()
    w[:] = w - be.dot(error, x.T) * (2.0 * rate / x.shape[1])
