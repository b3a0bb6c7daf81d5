import math

from neon.backends import gen_backend
from neon.optimizers import GradientDescentMomentum

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)
predicted = [0.0, 0.04, 0.09, 0.1, 0.05]


def rate(step, peak, warmup, total):
    """The line goes through zero at step 0."""
    if step < warmup:
        return peak * step / warmup
    return peak * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (total - warmup)))


class Weights:
    def __init__(self, w):
        self.w, self.slope, self.states = w, be.zeros_like(w), []

    def get_params(self):
        return (self.w, self.slope), self.states


def descend(w, peak, warmup, total):
    layer, path = Weights(w), []
    for step in range(total):
        optimizer = GradientDescentMomentum(learning_rate=rate(step, peak, warmup, total), momentum_coef=0.0)
        layer.slope[:] = 1.0 * be.bsz
        optimizer.optimize([layer], epoch=0)
        path.append(be.array(w.get()))
    return path
