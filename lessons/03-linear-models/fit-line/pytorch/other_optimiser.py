import torch
from torch import nn


def fit_line(x, y):
    """The same loop with a layer, a loss and an optimiser of PyTorch's."""
    line = nn.Linear(x.shape[1], 1, device=x.device)
    optimiser = torch.optim.SGD(line.parameters(), lr=0.1)
    for _ in range(500):
        optimiser.zero_grad()
        nn.functional.mse_loss(line(x).squeeze(1), y).backward()
        optimiser.step()
    return line.weight.detach()[0], line.bias.detach()[0]
