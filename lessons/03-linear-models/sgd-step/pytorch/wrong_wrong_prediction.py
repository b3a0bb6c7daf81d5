import torch

AFTER_ONE_STEP = 0.6


def sgd_step(w, x, y, rate):
    """Right code, prediction uphill."""
    (gradient,) = torch.autograd.grad(((x @ w - y) ** 2).mean(), w)
    with torch.no_grad():
        w -= rate * gradient
