import torch


def mean_scores(x, weights):
    """Return the mean over the examples of x (n, d) of their scores with weights (k, d): shape (k,)."""
    # TODO: run the check, read the error from the bottom, mend the line it names
    scores = x @ weights
    total = scores.sum(dim=0)
    count = x.shape[0]
    return total / count
