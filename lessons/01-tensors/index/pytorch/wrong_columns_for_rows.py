def pick_rows(x, rows):
    """Picks along the second axis."""
    return x[:, rows]


def positive_rows(x):
    """Return the rows of x whose first element is positive."""
    return x[x[:, 0] > 0]


def diagonal_block(x, i, k):
    """Return block number i of side k on the diagonal of x."""
    return x[i * k : (i + 1) * k, i * k : (i + 1) * k]


def last_columns(x, k):
    """Return a copy of the last k columns of x."""
    return x[:, -k:].clone()
