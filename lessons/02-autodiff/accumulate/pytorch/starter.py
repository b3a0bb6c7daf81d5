import torch


def two_gradients(w, a, b):
    """Return the gradients of sum(a w^3) and of sum(b w^3) by w."""
    leaf = w.clone().requires_grad_()
    # TODO: both results are wrong, and they are the same tensor
    (a * leaf**3).sum().backward()
    first = leaf.grad
    (b * leaf**3).sum().backward()
    second = leaf.grad
    return first, second
