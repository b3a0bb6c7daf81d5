import torch


def logsumexp(x):
    """Return the logarithm of the sum of the exponentials of each row of x (n, d): shape (n,)."""
    # TODO
