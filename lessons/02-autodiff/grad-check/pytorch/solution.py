"""numeric_gradient(f, x, h) and gradients_agree(f, x, gradient): a gradient checked by central differences."""

import torch


@torch.no_grad()
def numeric_gradient(f, x, h):
    """Two evaluations for each element."""
    steps = h * torch.eye(len(x), dtype=x.dtype, device=x.device)
    return torch.stack([(f(x + step) - f(x - step)) / (2 * h) for step in steps])


def gradients_agree(f, x, gradient):
    """Compare with room for the error of the differences."""
    return torch.allclose(numeric_gradient(f, x, 0.01), gradient, rtol=0.01, atol=0.01)
