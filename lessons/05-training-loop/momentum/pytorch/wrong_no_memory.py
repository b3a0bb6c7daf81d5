import torch
from torch import nn


def make_parameter(value):
    """A parameter that begins at `value`."""
    return nn.Parameter(value)


class Momentum:
    """The new velocity gets a name inside the loop and is lost after it."""

    def __init__(self, parameters, rate, momentum):
        self.parameters = parameters
        self.rate, self.momentum = rate, momentum
        self.velocities = [torch.zeros_like(w) for w in parameters]

    @torch.no_grad()
    def step(self, gradients):
        for w, v, g in zip(self.parameters, self.velocities, gradients):
            v = self.momentum * v + g
            w.sub_(self.rate * v)
