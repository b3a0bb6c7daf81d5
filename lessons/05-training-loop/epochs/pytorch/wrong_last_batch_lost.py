import torch
from torch import nn
from torch.nn import functional


def batches(x, y, size):
    """Whole batches only."""
    order = torch.randperm(len(x))
    for i in range(len(x) // size):
        piece = order[i * size : (i + 1) * size]
        yield x[piece], y[piece]


def train(x, y):
    """As the solution."""
    model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    for _ in range(10):
        for images, labels in batches(x, y, 32):
            optimizer.zero_grad()
            functional.cross_entropy(model(images), labels).backward()
            optimizer.step()
    return model
