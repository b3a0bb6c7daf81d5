import torch


def softplus(x):
    return torch.relu(x) + torch.log1p(torch.exp(-x.abs()))


def leaky_relu(x, slope=0.1):
    return torch.where(x > 0, x, slope * x)


def gelu(x):
    """The sigmoid stand-in."""
    return x * torch.sigmoid(1.702 * x)
