import torch


def logsumexp(x):
    """Return the logarithm of the sum of the exponentials of each row of x (n, d): shape (n,)."""
    top = x.amax(dim=1, keepdim=True)
    return (top + (x - top).exp().sum(dim=1, keepdim=True).log()).squeeze(1)
