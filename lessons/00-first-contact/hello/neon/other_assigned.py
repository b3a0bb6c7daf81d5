import neon
from neon import NervanaObject
from neon.backends import gen_backend

gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def environment():
    """Ask the global backend, where every neon object finds it."""
    kind = NervanaObject.be.__class__.__name__.lower()
    return neon.__version__, kind[len("nervana"):]


def twice(x):
    """Work the op-tree out into a tensor of its own."""
    out = x.backend.empty(x.shape)
    out[:] = x + x
    return out
