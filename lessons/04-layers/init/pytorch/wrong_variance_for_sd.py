import torch


def he_normal(inputs, units):
    """Forgets the root."""
    return torch.randn(units, inputs) * 2 / inputs


def xavier_uniform(inputs, units):
    bound = (6 / (inputs + units)) ** 0.5
    return torch.empty(units, inputs).uniform_(-bound, bound)
