import torch


def binarise(x):
    """Straight through without a window."""
    return x + (torch.sign(x) - x).detach()
