def logsumexp(x):
    """Forgets the last step."""
    return x.exp().sum(dim=1)
