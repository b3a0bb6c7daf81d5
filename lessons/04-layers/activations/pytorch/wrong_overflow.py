import math

import torch


def softplus(x):
    """By the formula."""
    return torch.log(1 + torch.exp(x))


def leaky_relu(x, slope=0.1):
    return torch.where(x > 0, x, slope * x)


def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
