import math

import torch


def softplus(x):
    """The logarithm of a sum of two exponentials, one of them exp(0)."""
    return torch.logaddexp(x, torch.zeros_like(x))


def leaky_relu(x, slope=0.1):
    """Two clamped parts."""
    return x.clamp(min=0) + slope * x.clamp(max=0)


def gelu(x):
    """The exact form: x times the share of a normal distribution that is below it."""
    return x * 0.5 * (1 + torch.erf(x / math.sqrt(2)))
