def logsumexp(x):
    """The formula as it stands."""
    return x.exp().sum(dim=1).log()
