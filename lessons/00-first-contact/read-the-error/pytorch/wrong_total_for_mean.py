import torch


def mean_scores(x, weights):
    """Never divides."""
    return (x @ weights.T).sum(dim=0)
