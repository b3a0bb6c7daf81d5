import math

import torch
from torch import nn
from torch.optim.lr_scheduler import LambdaLR

predicted = [0.01, 0.05, 0.1, 0.1, 0.05]


def rate(step, peak, warmup, total):
    if step < warmup:
        return peak * (step + 1) / warmup
    return peak * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (total - warmup)))


def descend(w, peak, warmup, total):
    """Makes a scheduler and never steps it."""
    w = nn.Parameter(w)
    optimizer = torch.optim.SGD([w], lr=peak)
    LambdaLR(optimizer, lambda step: rate(step, 1.0, warmup, total))
    path = []
    for _ in range(total):
        optimizer.zero_grad()
        w.sum().backward()
        optimizer.step()
        path.append(w.detach().clone())
    return path
