import torch
from torch import nn


class Dense(nn.Module):
    """Cuts the input out of the graph."""

    def __init__(self, inputs, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(inputs, units) * inputs**-0.5)
        self.bias = nn.Parameter(torch.zeros(units))

    def forward(self, x):
        return x.detach() @ self.weight + self.bias


def make_dense(inputs, units):
    return Dense(inputs, units)
