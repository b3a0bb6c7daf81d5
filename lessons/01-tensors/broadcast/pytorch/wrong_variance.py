def standardise(x):
    """The square root is missing."""
    return (x - x.mean(dim=0)) / x.var(dim=0, correction=0)
