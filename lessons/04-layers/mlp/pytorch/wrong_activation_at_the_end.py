from torch import nn


def make_mlp(inputs, hidden, classes):
    """Every layer gets its ReLU, the last one too."""
    return nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, classes), nn.ReLU())
