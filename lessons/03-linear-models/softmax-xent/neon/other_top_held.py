from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def cross_entropy(logits, t):
    """The largest scores worked out once and held constant; they drop out of the gradient anyway."""
    top = be.max(logits, axis=0).astensor()
    right = be.sum(logits * t, axis=0)
    each = be.log(be.sum(be.exp(logits - top), axis=0)) + top - right
    return be.sum(each) / t.shape[1]
