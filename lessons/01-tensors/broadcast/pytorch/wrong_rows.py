def standardise(x):
    """Reduces over the columns."""
    return (x - x.mean(dim=1, keepdim=True)) / x.std(dim=1, keepdim=True, correction=0)
