"""Forward and backward of the learner's binarise, in PyTorch."""

import torch


def forward(module, x):
    """binarise(x)."""
    return module.binarise(x)


def _pull(function, x, g):
    leaf = x.clone().requires_grad_()
    (grad,) = torch.autograd.grad(function(leaf), leaf, g, allow_unused=True)
    return grad


def backward(module, x, g):
    """What comes out behind binarise when g arrives."""
    return _pull(module.binarise, x, g)


def backward_of_scaled(module, x, g, scale):
    """The same for binarise(scale x), by x."""
    return _pull(lambda v: module.binarise(scale * v), x, g)
