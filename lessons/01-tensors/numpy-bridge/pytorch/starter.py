import numpy as np
import torch

SHARES = {
    "t = torch.from_numpy(a)": None,  # TODO: True or False
    "t = torch.tensor(a)": None,
    "a = t.numpy()": None,
}


def to_numpy(x):
    """Return the numbers of the tensor x as a NumPy array of the same shape and dtype."""
    # TODO


def from_numpy(array, device):
    """Return the array as a tensor of the same shape and dtype on `device`, a torch.device."""
    # TODO
