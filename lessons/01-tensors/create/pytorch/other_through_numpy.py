import numpy as np
import torch


def from_list(values):
    """A typed NumPy array, whose memory the tensor then shares."""
    return torch.from_numpy(np.array(values, dtype=np.float32))


def steps(start, stop, count):
    """Scale the counting numbers."""
    return start + (stop - start) * torch.arange(count) / (count - 1)


def counter(n):
    """Convert after the fact."""
    return torch.tensor(range(n)).to(torch.int32)


def constant(rows, columns, value):
    """Start from ones."""
    return torch.ones(rows, columns) * float(value)
