import torch
from torch import nn
from torch.nn import functional


def batches(x, y, size):
    """Shuffles images and labels each on their own."""
    x, y = x[torch.randperm(len(x))], y[torch.randperm(len(y))]
    yield from zip(x.split(size), y.split(size))


def train(x, y):
    """As the solution, one epoch."""
    model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    for images, labels in batches(x, y, 32):
        optimizer.zero_grad()
        functional.cross_entropy(model(images), labels).backward()
        optimizer.step()
    return model
