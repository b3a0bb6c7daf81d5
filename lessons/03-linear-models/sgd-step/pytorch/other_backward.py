import torch
from torch.nn import functional

AFTER_ONE_STEP = 1.4


def sgd_step(w, x, y, rate):
    """Through the slot, emptied before it is used."""
    w.grad = None
    loss = functional.mse_loss(x @ w, y)
    loss.backward()
    w.data.add_(w.grad, alpha=-rate)
    return loss.item()
