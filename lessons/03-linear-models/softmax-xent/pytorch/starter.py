import torch


def cross_entropy(logits, labels):
    """Return the mean cross-entropy, shape (), of logits (n, c) against labels (n,)."""
    # TODO: wrong for large scores
    p = logits.exp() / logits.exp().sum(dim=1, keepdim=True)
    return -p[torch.arange(len(labels)), labels].log().mean()
