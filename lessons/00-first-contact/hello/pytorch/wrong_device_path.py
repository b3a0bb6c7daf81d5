import torch


def environment():
    """Gives PyTorch's name of one device, with its number."""
    return torch.__version__, "cuda:0" if torch.cuda.is_available() else "cpu:0"


def twice(x):
    """Return a tensor with every element of x doubled."""
    return 2 * x
