import torch


def from_list(values):
    """Return the numbers as a float32 tensor of shape (n,)."""
    return torch.tensor(values, dtype=torch.float32)


def steps(start, stop, count):
    """Return `count` evenly spaced float32 points from start to stop, both included."""
    return torch.linspace(start, stop, count)


def counter(n):
    """Return 0 ... n - 1 as an int32 tensor."""
    return torch.arange(n, dtype=torch.int32)


def constant(rows, columns, value):
    """Return a float32 tensor of shape (rows, columns) that holds `value` everywhere."""
    return torch.full((rows, columns), value, dtype=torch.float32)
