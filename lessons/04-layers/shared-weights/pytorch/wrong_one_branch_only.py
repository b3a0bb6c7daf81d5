import torch
from torch import nn


class Siamese(nn.Module):
    """One encoder, and no graph for the second use."""

    def __init__(self, inputs, hidden, code):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, code))

    def forward(self, a, b):
        code_a = self.encoder(a)
        with torch.no_grad():
            code_b = self.encoder(b)
        return ((code_a - code_b) ** 2).sum(dim=1)


def make_model(inputs, hidden, code):
    return Siamese(inputs, hidden, code)
