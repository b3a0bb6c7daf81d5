import math

import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR

predicted = [0.01, 0.05, 0.1, 0.1, 0.05]


def rate(step, peak, warmup, total):
    """As numbers of one tensor."""
    up = torch.arange(1, warmup + 1) / warmup
    down = 0.5 * (1 + torch.cos(math.pi * torch.arange(total - warmup) / (total - warmup)))
    return peak * torch.cat([up, down])[step]


def descend(w, peak, warmup, total):
    """Two of PyTorch's own schedulers, one after the other."""
    w = w.requires_grad_()
    optimizer = torch.optim.SGD([w], lr=peak)
    up = LinearLR(optimizer, start_factor=1 / warmup, total_iters=warmup - 1)
    down = CosineAnnealingLR(optimizer, T_max=total - warmup)
    scheduler = SequentialLR(optimizer, [up, down], milestones=[warmup])
    path = []
    for _ in range(total):
        w.grad = torch.ones_like(w)
        optimizer.step()
        scheduler.step()
        path.append(w.detach().clone())
    return path
