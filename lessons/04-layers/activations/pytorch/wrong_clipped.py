import math

import torch


def softplus(x):
    """Cuts the input off where it would overflow."""
    return torch.log1p(torch.exp(x.clamp(max=80)))


def leaky_relu(x, slope=0.1):
    return torch.where(x > 0, x, slope * x)


def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
