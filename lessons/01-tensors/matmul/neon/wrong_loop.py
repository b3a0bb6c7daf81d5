from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def squared_distances(a, b):
    """One row of the answer at a time."""
    out = be.empty((a.shape[0], b.shape[0]))
    for i in range(a.shape[0]):
        out[i : i + 1] = be.sum(be.square(b - a[i : i + 1]), axis=1).T
    return out
