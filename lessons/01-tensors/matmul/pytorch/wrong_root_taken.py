import torch


def squared_distances(a, b):
    """Distances."""
    return torch.cdist(a, b)
