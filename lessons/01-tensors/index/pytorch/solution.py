import torch


def pick_rows(x, rows):
    """Return the rows of x (n, m) whose numbers are in the list `rows`."""
    return x[rows]


def positive_rows(x):
    """Return the rows of x whose first element is positive."""
    return x[x[:, 0] > 0]


def diagonal_block(x, i, k):
    """Return block number i of side k on the diagonal of x."""
    block = slice(i * k, (i + 1) * k)
    return x[block, block]


def last_columns(x, k):
    """Return a copy of the last k columns of x."""
    return x[:, -k:].clone()
