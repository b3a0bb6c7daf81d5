from torch.nn import functional


def cross_entropy(logits, labels):
    """Adds up."""
    return functional.cross_entropy(logits, labels, reduction="sum")
