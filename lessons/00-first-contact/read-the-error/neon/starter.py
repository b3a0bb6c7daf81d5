from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def mean_scores(x, weights):
    """Return the mean over the examples of x (n, d) of their scores with weights (k, d): shape (1, k)."""
    # TODO: run the check, find the line that raises, print the shapes, mend it
    scores = be.dot(x, weights)
    total = be.sum(scores, axis=0)
    count = x.shape[0]
    return total / count
