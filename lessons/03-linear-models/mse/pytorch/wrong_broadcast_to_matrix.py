def mse(prediction, target):
    """(n, 1) minus (n,) is (n, n)."""
    return ((prediction - target) ** 2).mean()
