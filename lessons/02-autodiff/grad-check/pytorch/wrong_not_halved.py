import torch


def numeric_gradient(f, x, h):
    """Divides by h, where the points are 2 h apart."""
    return torch.stack([(f(x + step) - f(x - step)) / h for step in h * torch.eye(len(x))])


def gradients_agree(f, x, gradient):
    """Compare with room."""
    return torch.allclose(numeric_gradient(f, x, 0.01), 2 * gradient, rtol=0.02, atol=0.02)
