from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def fit(x, y):
    """The gradient written out; no logarithm is needed."""
    n = x.shape[1]
    w, b, error = be.zeros((1, 2)), be.zeros((1, 1)), be.zeros((1, n))
    for _ in range(1500):
        error[:] = be.sig(be.dot(w, x) + b) - y
        w[:] = w - 0.3 / n * be.dot(error, x.T)
        b[:] = b - 0.3 * be.mean(error)
    return w, b


def probability(fitted, x):
    """The sigmoid of the score, worked out."""
    return be.sig(be.dot(fitted[0], x) + fitted[1]).astensor()


def predict(fitted, x):
    """The sign of the logit decides."""
    return (be.dot(fitted[0], x) + fitted[1]) > 0
