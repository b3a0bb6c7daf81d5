from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def gradient(f, x):
    """Work the gradient out into a buffer that is there already."""
    out = be.zeros(x.shape)
    Autodiff(f(x), be).back_prop_grad([x], [out])
    return out
