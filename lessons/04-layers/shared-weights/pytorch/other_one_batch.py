import torch
from torch import nn


class Siamese(nn.Module):
    """Both inputs in one batch of twice the length."""

    def __init__(self, inputs, hidden, code):
        super().__init__()
        self.first, self.last = nn.Linear(inputs, hidden), nn.Linear(hidden, code)

    def forward(self, a, b):
        codes = self.last(torch.relu(self.first(torch.cat([a, b]))))
        difference = codes[: len(a)] - codes[len(a) :]
        return torch.einsum("nc,nc->n", difference, difference)


def make_model(inputs, hidden, code):
    """Return a new Siamese model."""
    return Siamese(inputs, hidden, code)
