from neon.backends import gen_backend
from neon.optimizers import GradientDescentMomentum

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def make_parameter(value):
    """A tensor that begins at `value`."""
    return be.array(value.get())


class Weights:
    """A tensor, its gradient and its states, as an optimiser expects them of a layer."""

    def __init__(self, w):
        self.w, self.slope, self.states = w, be.zeros_like(w), []

    def get_params(self):
        return (self.w, self.slope), self.states


class Momentum:
    """neon's own, around what looks like layers to it."""

    def __init__(self, parameters, rate, momentum):
        self.layers = [Weights(w) for w in parameters]
        self.optimizer = GradientDescentMomentum(learning_rate=rate, momentum_coef=momentum)

    def step(self, gradients):
        """The optimiser divides by the batch size, so it gets the sum."""
        for layer, g in zip(self.layers, gradients):
            layer.slope[:] = g * be.bsz
        self.optimizer.optimize(self.layers, epoch=0)
