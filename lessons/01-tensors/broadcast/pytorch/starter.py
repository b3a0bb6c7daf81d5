import torch


def standardise(x):
    """Return x with every column shifted and scaled to mean 0 and standard deviation 1."""
    # TODO: the mean and the standard deviation of each column, then broadcast
    return x
