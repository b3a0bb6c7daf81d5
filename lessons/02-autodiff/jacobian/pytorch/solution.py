import torch


def jacobian(f, x):
    """Return the matrix (m, n) of the partial derivatives of f: (n,) -> (m,) at x."""
    return torch.func.jacrev(f)(x)
