import torch


def environment():
    """Return (version, device): the version of PyTorch and "cpu" or "gpu"."""
    # TODO: ask torch for both
    return "?", "?"


def twice(x):
    """Return a tensor with every element of x doubled."""
    # TODO
    return x
