import torch
from torch.nn import functional

PENALTY = 0.02


def loss(w, b, x, y):
    """Mean logistic loss of the weights w (d,) and the bias b () on x (n, d), y (n,), with the penalty."""
    z = x @ w + b
    return functional.softplus(z).mean() - (y * z).mean() + PENALTY / 2 * (w**2).sum()


def fit(x, y):
    """Gradient descent, for long enough."""
    w = torch.zeros(x.shape[1], device=x.device, requires_grad=True)
    b = torch.zeros((), device=x.device, requires_grad=True)
    optimizer = torch.optim.SGD([w, b], lr=0.2, momentum=0.9)
    for _ in range(400):
        optimizer.zero_grad()
        loss(w, b, x, y).backward()
        optimizer.step()
    return w.detach(), b.detach()
