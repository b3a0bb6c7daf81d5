import math

from neon.backends import gen_backend
from neon.optimizers import GradientDescentMomentum, Schedule

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)
predicted = [0.01, 0.05, 0.1, 0.1, 0.05]


def rate(step, peak, warmup, total):
    if step < warmup:
        return peak * (step + 1) / warmup
    return peak * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (total - warmup)))


class WarmCosine(Schedule):
    def __init__(self, warmup, total):
        super().__init__()
        self.warmup, self.total = warmup, total

    def get_learning_rate(self, learning_rate, epoch):
        return rate(epoch, learning_rate, self.warmup, self.total)


class Weights:
    def __init__(self, w):
        self.w, self.slope, self.states = w, be.zeros_like(w), []

    def get_params(self):
        return (self.w, self.slope), self.states


def descend(w, peak, warmup, total):
    """Every step belongs to epoch 0."""
    layer, path = Weights(w), []
    schedule = WarmCosine(warmup, total)
    optimizer = GradientDescentMomentum(learning_rate=peak, momentum_coef=0.0, schedule=schedule)
    for _ in range(total):
        layer.slope[:] = 1.0 * be.bsz
        optimizer.optimize([layer], epoch=0)
        path.append(be.array(w.get()))
    return path
