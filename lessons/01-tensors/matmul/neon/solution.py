"""squared_distances(a, b): (n, d) and (m, d) -> (n, m), all squared distances, no loop, none negative."""

from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def squared_distances(a, b):
    """Expand the square; the cross terms are one matrix product."""
    column = be.sum(be.square(a), axis=1)
    row = be.sum(be.square(b.T), axis=0)
    return be.maximum(column - 2 * be.dot(a, b.T) + row, 0)
