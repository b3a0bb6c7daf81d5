import torch


def binarise(x):
    """The derivative of the sign, which is zero."""
    return torch.sign(x)
