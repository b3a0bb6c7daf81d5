import torch


def standardise(x):
    """Return x with every column shifted and scaled to mean 0 and standard deviation 1."""
    return (x - x.mean(dim=0)) / x.std(dim=0, correction=0)
