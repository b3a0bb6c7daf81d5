def standardise(x):
    """std divides by n - 1 by default."""
    return (x - x.mean(dim=0)) / x.std(dim=0)
