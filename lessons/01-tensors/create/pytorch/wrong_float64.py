import numpy as np
import torch


def from_list(values):
    """A NumPy array of Python floats is float64, and stays so."""
    return torch.from_numpy(np.array(values, dtype=float))


def steps(start, stop, count):
    """NumPy's linspace is float64 too."""
    return torch.from_numpy(np.linspace(start, stop, count))


def counter(n):
    """Return 0 ... n - 1 as an int32 tensor."""
    return torch.arange(n, dtype=torch.int32)


def constant(rows, columns, value):
    """Return a float32 tensor of shape (rows, columns) that holds `value` everywhere."""
    return torch.full((rows, columns), value, dtype=torch.float32)
