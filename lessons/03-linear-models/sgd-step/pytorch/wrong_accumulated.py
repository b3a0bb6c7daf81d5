import torch

AFTER_ONE_STEP = 1.4


def sgd_step(w, x, y, rate):
    """Never empties the slot."""
    ((x @ w - y) ** 2).mean().backward()
    with torch.no_grad():
        w -= rate * w.grad
