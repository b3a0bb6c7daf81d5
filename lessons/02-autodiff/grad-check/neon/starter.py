"""numeric_gradient(f, x, h) and gradients_agree(f, x, gradient): a gradient checked by central differences."""

import numpy as np
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

# TODO
