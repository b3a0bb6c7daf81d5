import torch
from torch import nn


class Dense(nn.Module):
    """x -> x W + b."""

    def __init__(self, inputs, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(inputs, units) * inputs**-0.5)
        self.bias = nn.Parameter(torch.zeros(units))

    def forward(self, x):
        """Return a tensor (n, units) for x (n, inputs)."""
        return x @ self.weight + self.bias


def make_dense(inputs, units):
    """Return a new dense layer."""
    return Dense(inputs, units)
