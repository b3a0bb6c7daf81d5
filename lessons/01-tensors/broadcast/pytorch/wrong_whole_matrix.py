def standardise(x):
    """No axis named: everything is reduced."""
    return (x - x.mean()) / x.std(correction=0)
