"""squared_distances(a, b): (n, d) and (m, d) -> (n, m), all squared distances, no loop, none negative."""

import torch


def squared_distances(a, b):
    """Expand the square; the cross terms are one matrix product."""
    lengths = (a**2).sum(dim=1, keepdim=True) + (b**2).sum(dim=1)
    return (lengths - 2 * a @ b.T).clamp(min=0)
