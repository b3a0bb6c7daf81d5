import torch
from torch import nn


class TwoBranches(nn.Module):
    """Joins the first branch with itself."""

    def __init__(self, left, right, classes):
        super().__init__()
        self.left, self.right = nn.Linear(left, 16), nn.Linear(right, 16)
        self.head = nn.Linear(32, classes)

    def forward(self, a, b):
        first, second = torch.relu(self.left(a)), torch.relu(self.right(b))
        return self.head(torch.cat([first, first], dim=1))


def make_model(left, right, classes):
    return TwoBranches(left, right, classes)
