import torch


def standardise(x):
    """The mean square of each centred column by a contraction."""
    centred = x - torch.ones(1, len(x), dtype=x.dtype, device=x.device) @ x / len(x)
    return centred / (torch.einsum("rc,rc->c", centred, centred) / len(x)).sqrt()
