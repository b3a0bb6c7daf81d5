import torch


class Adam:
    """In-place operations, and both corrections gathered in one number."""

    def __init__(self, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.rate, self.betas, self.epsilon = rate, (beta1, beta2), epsilon
        self.t, self.means = 0, None

    def step(self, w, gradient):
        """`lerp_` moves a mean towards the new value by its share."""
        if self.means is None:
            self.means = torch.zeros_like(w), torch.zeros_like(w)
        self.t += 1
        first, second = 1 - self.betas[0] ** self.t, 1 - self.betas[1] ** self.t
        m, v = self.means
        m.lerp_(gradient, 1 - self.betas[0])
        v.lerp_(gradient.square(), 1 - self.betas[1])
        return w.addcdiv(m, v.sqrt() / second**0.5 + self.epsilon, value=-self.rate / first)
