import torch


def mse(prediction, target):
    """Return the mean squared error of prediction (n, 1) against target (n,), a tensor of shape ()."""
    return torch.mean((prediction.squeeze(1) - target) ** 2)
