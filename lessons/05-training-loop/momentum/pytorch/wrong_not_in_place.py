import torch
from torch import nn


def make_parameter(value):
    """A parameter that begins at `value`."""
    return nn.Parameter(value)


class Momentum:
    """Makes new tensors and keeps those."""

    def __init__(self, parameters, rate, momentum):
        self.parameters = list(parameters)
        self.rate, self.momentum = rate, momentum
        self.velocities = [torch.zeros_like(w) for w in parameters]

    def step(self, gradients):
        for i, g in enumerate(gradients):
            self.velocities[i] = self.momentum * self.velocities[i] + g
            self.parameters[i] = self.parameters[i] - self.rate * self.velocities[i]
