import torch


class Adam:
    """Remembers in lists that the whole class shares."""

    m, v = {}, {}

    def __init__(self, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.rate, self.beta1, self.beta2, self.epsilon = rate, beta1, beta2, epsilon
        self.t = 0

    def step(self, w, gradient):
        self.t += 1
        self.m[w.shape] = self.beta1 * self.m.get(w.shape, 0.0) + (1 - self.beta1) * gradient
        self.v[w.shape] = self.beta2 * self.v.get(w.shape, 0.0) + (1 - self.beta2) * gradient**2
        mean = self.m[w.shape] / (1 - self.beta1**self.t)
        square = self.v[w.shape] / (1 - self.beta2**self.t)
        return w - self.rate * mean / (torch.sqrt(square) + self.epsilon)
