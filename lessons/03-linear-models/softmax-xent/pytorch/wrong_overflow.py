import torch


def cross_entropy(logits, labels):
    """Two steps, and zero in between."""
    p = logits.softmax(dim=1)
    return -p[torch.arange(len(labels)), labels].log().mean()
