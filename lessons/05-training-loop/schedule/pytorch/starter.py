import math

import torch
from torch import nn
from torch.optim.lr_scheduler import LambdaLR

# The rates of the steps 0, 4, 9, 10 and 60 of 110, with a peak of 0.1 and a warm-up of 10 steps
predicted = [None, None, None, None, None]


def rate(step, peak, warmup, total):
    """Return the rate of a step, counted from 0."""
    # TODO


def descend(w, peak, warmup, total):
    """Return the list of w after each of `total` steps on the loss sum(w)."""
    w = nn.Parameter(w)
    optimizer = torch.optim.SGD([w], lr=peak)
    # TODO: a scheduler
    path = []
    for _ in range(total):
        optimizer.zero_grad()
        w.sum().backward()
        optimizer.step()
        path.append(w.detach().clone())
    return path
