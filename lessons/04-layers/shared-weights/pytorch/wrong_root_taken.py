import torch
from torch import nn


class Siamese(nn.Module):
    """The length of the difference."""

    def __init__(self, inputs, hidden, code):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, code))

    def forward(self, a, b):
        return torch.linalg.vector_norm(self.encoder(a) - self.encoder(b), dim=1)


def make_model(inputs, hidden, code):
    return Siamese(inputs, hidden, code)
