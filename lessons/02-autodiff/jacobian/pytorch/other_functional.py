from torch.autograd.functional import jacobian as ready_made


def jacobian(f, x):
    """The older way."""
    return ready_made(f, x)
