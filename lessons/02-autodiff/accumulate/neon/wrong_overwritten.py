from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def two_gradients(w, a, b):
    """One buffer for both gradients."""
    c, out = be.zeros(w.shape), be.zeros(w.shape)
    gradient = Autodiff(be.sum(c * w * w * w), be)
    c[:] = a
    gradient.back_prop_grad([w], [out])
    first = out
    c[:] = b
    gradient.back_prop_grad([w], [out])
    return first, out
