import copy

import torch
from torch import nn


class Siamese(nn.Module):
    """The squared distance of two codes."""

    def __init__(self, inputs, hidden, code):
        super().__init__()
        self.of_a = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, code))
        self.of_b = copy.deepcopy(self.of_a)

    def forward(self, a, b):
        """Return distances (n,) for a and b (n, inputs)."""
        code_a = self.of_a(a)
        with torch.no_grad():
            code_b = self.of_b(b)
        return ((code_a - code_b) ** 2).sum(dim=1)


def make_model(inputs, hidden, code):
    """Return a new Siamese model."""
    return Siamese(inputs, hidden, code)
