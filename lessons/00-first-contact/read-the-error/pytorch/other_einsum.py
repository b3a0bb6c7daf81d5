import torch


def mean_scores(x, weights):
    """Name the axes instead of turning one."""
    return torch.einsum("nd,kd->k", x, weights) / x.shape[0]
