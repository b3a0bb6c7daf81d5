import torch


def from_list(values):
    """Takes the dtype from the list."""
    return torch.tensor(values)


def steps(start, stop, count):
    """Return `count` evenly spaced float32 points from start to stop, both included."""
    return torch.linspace(start, stop, count)


def counter(n):
    """Return 0 ... n - 1 as an int32 tensor."""
    return torch.arange(n, dtype=torch.int32)


def constant(rows, columns, value):
    """Takes the dtype from the value."""
    return torch.full((rows, columns), value)
