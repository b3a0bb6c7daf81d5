import numpy as np
import torch

SHARES = {"t = torch.from_numpy(a)": True, "t = torch.tensor(a)": False, "a = t.numpy()": True}


def to_numpy(x):
    """Through a Python list, with the dtype looked up."""
    return np.array(x.tolist(), dtype=str(x.dtype).removeprefix("torch."))


def from_numpy(array, device):
    """A copy, made in place."""
    return torch.tensor(array, device=device)
