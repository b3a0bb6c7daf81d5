import torch
from torch import nn


def make_parameter(value):
    """A parameter that begins at `value`."""
    return nn.Parameter(value)


class Momentum:
    """The rate inside the velocity, written to `.data`."""

    def __init__(self, parameters, rate, momentum):
        self.pairs = [(w, torch.zeros_like(w)) for w in parameters]
        self.rate, self.momentum = rate, momentum

    def step(self, gradients):
        """A velocity is the last step that was made."""
        for (w, v), g in zip(self.pairs, gradients):
            v.copy_(self.momentum * v - self.rate * g)
            w.data += v
