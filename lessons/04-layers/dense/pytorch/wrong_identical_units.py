import torch
from torch import nn


class Dense(nn.Module):
    """Begins with ones everywhere."""

    def __init__(self, inputs, units):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(inputs, units))
        self.bias = nn.Parameter(torch.zeros(units))

    def forward(self, x):
        return x @ self.weight + self.bias


def make_dense(inputs, units):
    return Dense(inputs, units)
