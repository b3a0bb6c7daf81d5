import torch


def gradient(f, x):
    """Return the gradient of f at x, a tensor of the shape of x."""
    leaf = x.detach().clone().requires_grad_()
    (grad,) = torch.autograd.grad(f(leaf), leaf)
    return grad
