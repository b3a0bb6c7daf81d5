import torch


def cross_entropy(logits, labels):
    """Keeps the probability away from zero."""
    p = logits.softmax(dim=1)
    return -p[torch.arange(len(labels)), labels].clamp(min=1e-12).log().mean()
