from torch import nn


def make_mlp(inputs, hidden, classes):
    """Switches the biases off."""
    return nn.Sequential(
        nn.Linear(inputs, hidden, bias=False), nn.ReLU(), nn.Linear(hidden, classes, bias=False)
    )
