import torch

AFTER_ONE_STEP = None  # TODO: predict


def sgd_step(w, x, y, rate):
    """Move w (d, 1) in place by one step on mean((x w - y)^2), x (n, d), y (n, 1)."""
    # TODO
