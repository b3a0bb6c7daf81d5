import torch
from torch import nn


def he_normal(inputs, units):
    """A column of weights for each unit."""
    return torch.randn(inputs, units) * (2 / inputs) ** 0.5


def xavier_uniform(inputs, units):
    bound = (6 / (inputs + units)) ** 0.5
    return torch.empty(inputs, units).uniform_(-bound, bound)
