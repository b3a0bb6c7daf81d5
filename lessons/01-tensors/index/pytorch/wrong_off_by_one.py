def pick_rows(x, rows):
    """Return the rows of x (n, m) whose numbers are in the list `rows`."""
    return x[rows]


def positive_rows(x):
    """Return the rows of x whose first element is positive."""
    return x[x[:, 0] > 0]


def diagonal_block(x, i, k):
    """Stops one short, as if the end of a slice belonged to it."""
    return x[i * k : (i + 1) * k - 1, i * k : (i + 1) * k - 1]


def last_columns(x, k):
    """Leaves the last one out."""
    return x[:, -k:-1].clone()
