import torch
from torch import nn


class TwoBranches(nn.Module):
    """Two inputs, a branch for each, one answer."""

    def __init__(self, left, right, classes):
        super().__init__()
        # TODO

    def forward(self, a, b):
        """Return scores (n, classes) for a (n, left) and b (n, right)."""
        # TODO


def make_model(left, right, classes):
    """Return a new model of two inputs."""
    return TwoBranches(left, right, classes)
