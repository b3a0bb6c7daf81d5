import torch


def two_gradients(w, a, b):
    """No slot is used: the gradients are returned."""
    leaf = w.clone().requires_grad_()
    cube = leaf**3
    (first,) = torch.autograd.grad((a * cube).sum(), leaf, retain_graph=True)
    (second,) = torch.autograd.grad((b * cube).sum(), leaf)
    return first, second
