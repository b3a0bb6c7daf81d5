from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


class Adam:
    """The plain running means."""

    def __init__(self, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.rate, self.beta1, self.beta2, self.epsilon = rate, beta1, beta2, epsilon
        self.m = self.v = None

    def step(self, w, gradient):
        if self.m is None:
            self.m, self.v = be.zeros_like(gradient), be.zeros_like(gradient)
        self.m[:] = self.beta1 * self.m + (1 - self.beta1) * gradient
        self.v[:] = self.beta2 * self.v + (1 - self.beta2) * be.square(gradient)
        return w - self.rate * self.m / (be.sqrt(self.v) + self.epsilon)
