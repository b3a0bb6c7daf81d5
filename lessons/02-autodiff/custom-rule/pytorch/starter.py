import torch


def binarise(x):
    """The sign of x; backwards, the gradient passes where |x| <= 1."""
    # TODO: forwards right, backwards nothing comes through
    return torch.sign(x)
