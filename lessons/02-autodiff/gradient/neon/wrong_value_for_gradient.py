from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def gradient(f, x):
    """Works the recipe out forwards."""
    return f(x).astensor()
