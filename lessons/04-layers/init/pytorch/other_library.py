import torch
from torch import nn


def he_normal(inputs, units):
    """PyTorch's own, in place."""
    return nn.init.kaiming_normal_(torch.empty(units, inputs), nonlinearity="relu")


def xavier_uniform(inputs, units):
    """PyTorch's own, on the parameter of a layer."""
    layer = nn.Linear(inputs, units)
    nn.init.xavier_uniform_(layer.weight)
    return layer.weight
