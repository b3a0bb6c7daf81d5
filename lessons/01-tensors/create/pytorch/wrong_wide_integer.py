import torch


def from_list(values):
    """Return the numbers as a float32 tensor of shape (n,)."""
    return torch.tensor(values, dtype=torch.float32)


def steps(start, stop, count):
    """Return `count` evenly spaced float32 points from start to stop, both included."""
    return torch.linspace(start, stop, count)


def counter(n):
    """arange counts in int64 unless told otherwise."""
    return torch.arange(n)


def constant(rows, columns, value):
    """Return a float32 tensor of shape (rows, columns) that holds `value` everywhere."""
    return torch.full((rows, columns), float(value))
