import torch


def logsumexp(x):
    """Ready-made."""
    return torch.logsumexp(x, dim=1)
