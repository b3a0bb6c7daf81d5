import math

from neon.backends import gen_backend
from neon.optimizers import GradientDescentMomentum, StepSchedule

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)
predicted = [0.01, 0.05, 0.1, 0.1, 0.05]


def rate(step, peak, warmup, total):
    """The smaller one of the two branches."""
    return peak * min((step + 1) / warmup, 0.5 + 0.5 * math.cos(math.pi * max(step - warmup, 0) / (total - warmup)))


class Weights:
    """A tensor and its gradient, as an optimiser expects them of a layer."""

    def __init__(self, w):
        self.w, self.slope, self.states = w, be.zeros_like(w), []

    def get_params(self):
        return (self.w, self.slope), self.states


def descend(w, peak, warmup, total):
    """neon's own schedule of absolute rates, one for each step."""
    layer, path, steps = Weights(w), [], list(range(total))
    schedule = StepSchedule(steps, [rate(step, peak, warmup, total) for step in steps])
    optimizer = GradientDescentMomentum(learning_rate=peak, momentum_coef=0.0, schedule=schedule)
    for step in steps:
        layer.slope[:] = 1.0 * be.bsz
        optimizer.optimize([layer], epoch=step)
        path.append(be.array(w.get()))
    return path
