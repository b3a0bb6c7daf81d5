import torch
from torch import nn


def he_normal(inputs, units):
    """Return weights (units, inputs) for a layer in front of a ReLU."""
    return torch.randn(units, inputs) * (2 / inputs) ** 0.5


def xavier_uniform(inputs, units):
    """Return weights (units, inputs) for a layer in front of a tanh."""
    bound = (6 / (inputs + units)) ** 0.5
    return torch.empty(units, inputs).uniform_(-bound, bound)
