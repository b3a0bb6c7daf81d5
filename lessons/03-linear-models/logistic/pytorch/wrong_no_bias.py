import torch


def fit(x, y):
    """Weights alone."""
    w = torch.zeros(2)
    for _ in range(500):
        w -= 0.3 * x.T @ (torch.sigmoid(x @ w) - y) / len(y)
    return w


def probability(fitted, x):
    """The sigmoid of the score."""
    return torch.sigmoid(x @ fitted)


def predict(fitted, x):
    """Class 1 where its probability is above one half."""
    return (probability(fitted, x) > 0.5).float()
