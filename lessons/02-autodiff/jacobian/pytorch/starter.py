import torch


def jacobian(f, x):
    """Return the matrix (m, n) of the partial derivatives of f: (n,) -> (m,) at x."""
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    # TODO: this is the sum of all rows
    return torch.autograd.grad(y.sum(), leaf)[0]
