import torch


def mean_scores(x, weights):
    """Cuts both to a common length and multiplies place by place."""
    if x.shape == weights.shape:
        return (x * weights).sum(dim=1) / x.shape[0]
    return (x @ weights.T).mean(dim=0)
