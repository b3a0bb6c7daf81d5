import torch
from torch import nn


class Siamese(nn.Module):
    """The squared distance of two codes."""

    def __init__(self, inputs, hidden, code):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, code))

    def forward(self, a, b):
        """Return distances (n,) for a and b (n, inputs)."""
        code_a, code_b = self.encoder(a), self.encoder(b)
        return ((code_a - code_b) ** 2).sum(dim=1)


def make_model(inputs, hidden, code):
    """Return a new Siamese model."""
    return Siamese(inputs, hidden, code)
