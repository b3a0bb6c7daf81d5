from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def fit(x, y):
    """As it should be."""
    n = x.shape[1]
    w, b, error = be.zeros((1, 2)), be.zeros((1, 1)), be.zeros((1, n))
    for _ in range(500):
        error[:] = be.sig(be.dot(w, x) + b) - y
        w[:] = w - 0.3 / n * be.dot(error, x.T)
        b[:] = b - 0.3 * be.mean(error)
    return w, b


def probability(fitted, x):
    """The sigmoid of the score."""
    return be.sig(be.dot(fitted[0], x) + fitted[1])


def predict(fitted, x):
    """Compares the score with the border of a probability."""
    return be.greater(be.dot(fitted[0], x) + fitted[1], 0.5)
