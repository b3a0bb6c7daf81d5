from torch.nn import functional


def cross_entropy(logits, labels):
    """The two halves that PyTorch offers."""
    return functional.nll_loss(functional.log_softmax(logits, dim=1), labels)
