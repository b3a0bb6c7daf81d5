import torch

AFTER_ONE_STEP = 1.4


def sgd_step(w, x, y, rate):
    """Gets round the refusal by switching the request for gradients off, and leaves it off."""
    w.requires_grad_(True)
    (gradient,) = torch.autograd.grad(((x @ w - y) ** 2).mean(), w)
    w.requires_grad_(False)
    w -= rate * gradient
