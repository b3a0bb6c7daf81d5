import torch
from torch import nn


class TwoLayers(nn.Module):
    """A module with a forward of its own."""

    def __init__(self, inputs, hidden, classes):
        super().__init__()
        self.body = nn.Linear(inputs, hidden)
        self.head = nn.Linear(hidden, classes)

    def forward(self, x):
        return self.head(torch.tanh(self.body(x)))


def make_mlp(inputs, hidden, classes):
    """Another bend, written as a class."""
    return TwoLayers(inputs, hidden, classes)
