import torch


def pick_rows(x, rows):
    """By function instead of brackets."""
    return torch.index_select(x, 0, torch.tensor(rows, device=x.device))


def positive_rows(x):
    """The places first, then the rows."""
    return x[(x[:, 0] > 0).nonzero().squeeze(1)]


def diagonal_block(x, i, k):
    """Narrow one axis after the other."""
    return x.narrow(0, i * k, k).narrow(1, i * k, k)


def last_columns(x, k):
    """A list of columns gives a copy by itself."""
    return x[:, list(range(x.shape[1] - k, x.shape[1]))]
