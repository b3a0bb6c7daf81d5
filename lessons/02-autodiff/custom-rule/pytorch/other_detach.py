import torch
from torch.nn import functional


def binarise(x):
    """A function whose gradient is right, corrected to the right value without a gradient."""
    smooth = functional.hardtanh(x)
    return smooth + (torch.sign(x) - smooth).detach()
