from torch.nn import functional


def cross_entropy(logits, labels):
    """Takes the mean of the whole table."""
    one_hot = functional.one_hot(labels, logits.shape[1])
    return -(one_hot * logits.log_softmax(dim=1)).mean()
