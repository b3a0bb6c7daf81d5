from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


class Adam:
    """Adam for one tensor."""

    def __init__(self, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.rate, self.beta1, self.beta2, self.epsilon = rate, beta1, beta2, epsilon
        self.m = self.v = None
        self.t = 0

    def step(self, w, gradient):
        """Epsilon under the root."""
        if self.m is None:
            self.m, self.v = be.zeros_like(gradient), be.zeros_like(gradient)
        self.t += 1
        self.m[:] = self.beta1 * self.m + (1 - self.beta1) * gradient
        self.v[:] = self.beta2 * self.v + (1 - self.beta2) * be.square(gradient)
        mean = self.m / (1 - self.beta1**self.t)
        square = self.v / (1 - self.beta2**self.t)
        return w - self.rate * mean / be.sqrt(square + self.epsilon)
