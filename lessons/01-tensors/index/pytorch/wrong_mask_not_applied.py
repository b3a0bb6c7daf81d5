import torch


def pick_rows(x, rows):
    """Return the rows of x (n, m) whose numbers are in the list `rows`."""
    return x[rows]


def positive_rows(x):
    """Blanks the other rows out."""
    return torch.where(x[:, :1] > 0, x, torch.zeros_like(x))


def diagonal_block(x, i, k):
    """Return block number i of side k on the diagonal of x."""
    return x[i * k : (i + 1) * k, i * k : (i + 1) * k]


def last_columns(x, k):
    """Return a copy of the last k columns of x."""
    return x[:, -k:].clone()
