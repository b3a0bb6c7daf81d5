from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def cross_entropy(logits, t):
    """Return the op-tree of the mean cross-entropy of logits (c, n) against one-hot t (c, n)."""
    shifted = logits - be.max(logits, axis=0)
    return be.mean(be.log(be.sum(be.exp(shifted), axis=0)) - be.sum(shifted * t, axis=0))
