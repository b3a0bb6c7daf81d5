import torch
from torch import nn
from torch.nn import functional


def make_model():
    """The softmax stays, and the loss takes what comes out of it."""
    return nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10), nn.LogSoftmax(dim=1))


def make_optimizer(model):
    """Another optimiser."""
    return torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)


def train_step(model, optimizer, x, y):
    """Clears after the step."""
    loss = functional.nll_loss(model(x), y)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.detach()
