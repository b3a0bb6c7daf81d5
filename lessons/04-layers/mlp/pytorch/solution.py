from torch import nn


def make_mlp(inputs, hidden, classes):
    """Return a new model: inputs -> hidden -> bend -> classes, giving logits."""
    return nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, classes))
