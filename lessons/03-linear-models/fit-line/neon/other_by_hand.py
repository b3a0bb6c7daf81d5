from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def fit_line(x, y):
    """The gradient of the mean square, written out."""
    n = x.shape[1]
    w, b, error = be.zeros((1, x.shape[0])), be.zeros((1, 1)), be.zeros((1, n))
    for _ in range(500):
        error[:] = be.dot(w, x) + b - y
        w[:] = w - 0.2 / n * be.dot(error, x.T)
        b[:] = b - 0.2 * be.mean(error)
    return w, b
