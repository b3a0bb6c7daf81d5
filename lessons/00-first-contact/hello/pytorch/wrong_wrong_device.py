import torch


def environment():
    """Names the device that is not in use."""
    return torch.__version__, "cpu" if torch.cuda.is_available() else "gpu"


def twice(x):
    """Return a tensor with every element of x doubled."""
    return 2 * x
