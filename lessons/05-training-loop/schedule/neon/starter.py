import math

from neon.backends import gen_backend
from neon.optimizers import GradientDescentMomentum, Schedule

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

# The rates of the steps 0, 4, 9, 10 and 60 of 110, with a peak of 0.1 and a warm-up of 10 steps
predicted = [None, None, None, None, None]


def rate(step, peak, warmup, total):
    """Return the rate of a step, counted from 0."""
    # TODO


class WarmCosine(Schedule):
    """The schedule, as neon's optimisers take it."""

    def __init__(self, warmup, total):
        super().__init__()
        self.warmup, self.total = warmup, total

    def get_learning_rate(self, learning_rate, epoch):
        """Return the rate; `learning_rate` is the optimiser's own, the peak."""
        # TODO


class Weights:
    """A tensor and its gradient, as an optimiser expects them of a layer."""

    def __init__(self, w):
        self.w, self.slope, self.states = w, be.zeros_like(w), []

    def get_params(self):
        return (self.w, self.slope), self.states


def descend(w, peak, warmup, total):
    """Return the list of w after each of `total` steps on the loss sum(w)."""
    layer, path = Weights(w), []
    optimizer = GradientDescentMomentum(learning_rate=peak, momentum_coef=0.0)  # TODO
    for step in range(total):
        layer.slope[:] = 1.0 * be.bsz
        optimizer.optimize([layer], epoch=0)  # TODO
        path.append(be.array(w.get()))
    return path
