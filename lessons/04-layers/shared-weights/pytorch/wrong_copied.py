import copy

from torch import nn


class Siamese(nn.Module):
    """Two encoders that begin alike."""

    def __init__(self, inputs, hidden, code):
        super().__init__()
        self.of_a = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, code))
        self.of_b = copy.deepcopy(self.of_a)

    def forward(self, a, b):
        return ((self.of_a(a) - self.of_b(b)) ** 2).sum(dim=1)


def make_model(inputs, hidden, code):
    return Siamese(inputs, hidden, code)
