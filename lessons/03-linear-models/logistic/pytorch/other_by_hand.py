import torch


def fit(x, y):
    """Weights for x and a column of ones; the gradient written out."""
    z = torch.cat([x, torch.ones_like(x[:, :1])], dim=1)
    w = torch.zeros(3, device=x.device)
    for _ in range(600):
        w -= 0.5 * z.T @ (torch.sigmoid(z @ w) - y) / len(y)
    return w


def probability(fitted, x):
    """A logistic curve, without PyTorch's sigmoid."""
    return 1 / (1 + torch.exp(-(x @ fitted[:2] + fitted[2])))


def predict(fitted, x):
    """The sign of the logit decides."""
    return torch.heaviside(x @ fitted[:2] + fitted[2], torch.tensor(0.0, device=x.device))
