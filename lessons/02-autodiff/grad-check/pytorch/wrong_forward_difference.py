import torch


def numeric_gradient(f, x, h):
    """To one side."""
    return torch.stack([(f(x + step) - f(x)) / h for step in h * torch.eye(len(x))])


def gradients_agree(f, x, gradient):
    """Compare with room."""
    return torch.allclose(numeric_gradient(f, x, 0.001), gradient, rtol=0.02, atol=0.02)
