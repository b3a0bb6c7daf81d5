import torch


def f(x):
    """An example to try: the sum of squares; its gradient is 2 x."""
    return (x**2).sum()


def gradient(f, x):
    """Return the gradient of f at x, a tensor of the shape of x."""
    # TODO
    return f(x)
