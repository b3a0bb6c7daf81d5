import math

import torch

predicted = (0.01, 0.05, 0.1, 0.1, 0.05)


def rate(step, peak, warmup, total):
    """The two branches in one expression."""
    return peak * min((step + 1) / warmup, 0.5 + 0.5 * math.cos(math.pi * max(step - warmup, 0) / (total - warmup)))


def descend(w, peak, warmup, total):
    """Writes the rate into the optimiser's group before each step."""
    w.requires_grad_()
    optimizer = torch.optim.SGD([w], lr=0.0)
    path = []
    for step in range(total):
        optimizer.param_groups[0]["lr"] = rate(step, peak, warmup, total)
        optimizer.zero_grad()
        w.sum().backward()
        optimizer.step()
        path.append(w.detach().clone())
    return path
