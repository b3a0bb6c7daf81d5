import torch

AFTER_ONE_STEP = 1.4


def sgd_step(w, x, y, rate):
    """Move w (d, 1) in place by one step on mean((x w - y)^2), x (n, d), y (n, 1)."""
    loss = ((x @ w - y) ** 2).mean()
    (gradient,) = torch.autograd.grad(loss, w)
    with torch.no_grad():
        w -= rate * gradient
