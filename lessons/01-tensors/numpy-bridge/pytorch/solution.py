import numpy as np
import torch

SHARES = {
    "t = torch.from_numpy(a)": True,
    "t = torch.tensor(a)": False,
    "a = t.numpy()": True,
}


def to_numpy(x):
    """Return the numbers of the tensor x as a NumPy array of the same shape and dtype."""
    return x.detach().cpu().numpy()


def from_numpy(array, device):
    """Return the array as a tensor of the same shape and dtype on `device`, a torch.device."""
    return torch.from_numpy(array).to(device)
