from torch import nn


def make_mlp(inputs, hidden, classes):
    """Linear after linear."""
    return nn.Sequential(nn.Linear(inputs, hidden), nn.Linear(hidden, classes))
