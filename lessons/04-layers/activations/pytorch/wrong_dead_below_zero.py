import math

import torch


def softplus(x):
    return torch.relu(x) + torch.log1p(torch.exp(-x.abs()))


def leaky_relu(x, slope=0.1):
    """Does not use the slope."""
    return torch.relu(x)


def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
