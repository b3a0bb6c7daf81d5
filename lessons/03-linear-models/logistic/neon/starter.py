"""fit(x, y), probability(fitted, x), predict(fitted, x): logistic regression on x (2, n), y (1, n)."""

from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

# TODO
