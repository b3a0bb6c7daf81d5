import torch
from torch import nn


class TwoBranches(nn.Module):
    """Two inputs, a branch for each, one answer."""

    def __init__(self, left, right, classes):
        super().__init__()
        self.left, self.right = nn.Linear(left, 16), nn.Linear(right, 16)
        self.head = nn.Linear(32, classes)

    def forward(self, a, b):
        """Return scores (n, classes) for a (n, left) and b (n, right)."""
        branches = torch.relu(self.left(a)), torch.relu(self.right(b))
        return self.head(torch.cat(branches, dim=1))


def make_model(left, right, classes):
    """Return a new model of two inputs."""
    return TwoBranches(left, right, classes)
