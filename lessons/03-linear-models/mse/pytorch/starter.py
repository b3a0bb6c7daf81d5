import torch


def mse(prediction, target):
    """Return the mean squared error of prediction (n, 1) against target (n,), a tensor of shape ()."""
    # TODO
