import torch


def from_list(values):
    """Return the numbers as a float32 tensor of shape (n,)."""
    # TODO


def steps(start, stop, count):
    """Return `count` evenly spaced float32 points from start to stop, both included."""
    # TODO


def counter(n):
    """Return 0 ... n - 1 as an int32 tensor."""
    # TODO


def constant(rows, columns, value):
    """Return a float32 tensor of shape (rows, columns) that holds `value` everywhere."""
    # TODO
