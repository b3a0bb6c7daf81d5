import math

import torch


def softplus(x):
    """log(1 + exp(x)), for any float32 x."""
    return torch.relu(x) + torch.log1p(torch.exp(-x.abs()))


def leaky_relu(x, slope=0.1):
    """x where it is positive, slope * x elsewhere."""
    return torch.where(x > 0, x, slope * x)


def gelu(x):
    """0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))."""
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
