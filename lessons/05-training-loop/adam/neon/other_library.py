from neon import optimizers
from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


class Adam:
    """neon's own; the object itself plays the layer."""

    def __init__(self, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.optimizer = optimizers.Adam(learning_rate=rate, beta_1=beta1, beta_2=beta2, epsilon=epsilon)
        self.states = []

    def get_params(self):
        """What an optimiser asks of a layer."""
        return (self.w, self.slope), self.states

    def step(self, w, gradient):
        """The optimiser divides by the batch size, so it gets the sum."""
        self.w, self.slope = w, be.empty(gradient.shape)
        self.slope[:] = gradient * be.bsz
        self.optimizer.optimize([self], epoch=0)
        return self.w
