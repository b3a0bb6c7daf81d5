def squared_distances(a, b):
    """Broadcasts to (n, m, d)."""
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=2)
