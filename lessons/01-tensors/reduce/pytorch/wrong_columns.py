import torch


def logsumexp(x):
    """Reduces the first axis."""
    return torch.logsumexp(x, dim=0)
