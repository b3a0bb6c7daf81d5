import torch
from torch import nn


def make_parameter(value):
    """A parameter that begins at `value`."""
    return nn.Parameter(value)


class Momentum:
    """Gradient descent with momentum on a list of parameters."""

    def __init__(self, parameters, rate, momentum):
        self.parameters = parameters
        self.rate, self.momentum = rate, momentum
        self.velocities = [torch.zeros_like(w) for w in parameters]

    @torch.no_grad()
    def step(self, gradients):
        """Change every parameter in place, once."""
        for w, v, g in zip(self.parameters, self.velocities, gradients):
            v.mul_(self.momentum).add_(g)
            w.sub_(self.rate * v)
