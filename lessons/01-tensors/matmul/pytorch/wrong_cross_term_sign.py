def squared_distances(a, b):
    """Adds the cross term."""
    lengths = (a**2).sum(dim=1, keepdim=True) + (b**2).sum(dim=1)
    return (lengths + 2 * a @ b.T).clamp(min=0)
