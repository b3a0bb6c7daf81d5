import torch


def fit(x, y, steps, rate):
    """The shapes fit, but the error is added up instead of averaged: steps n times too long."""
    w = torch.zeros(x.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(steps):
        (((x @ w + b).squeeze(1) - y) ** 2).sum().backward()
        with torch.no_grad():
            w -= rate * w.grad
            b -= rate * b.grad
        w.grad = b.grad = None
    return w.detach(), b.detach()
