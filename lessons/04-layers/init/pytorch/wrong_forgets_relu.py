import torch


def he_normal(inputs, units):
    """For a layer with nothing behind it."""
    return torch.randn(units, inputs) * inputs**-0.5


def xavier_uniform(inputs, units):
    bound = (6 / (inputs + units)) ** 0.5
    return torch.empty(units, inputs).uniform_(-bound, bound)
