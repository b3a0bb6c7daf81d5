import torch
from torch import nn
from torch.nn import functional


def batches(x, y, size):
    """A seed inside: the same order each time."""
    order = torch.randperm(len(x), generator=torch.Generator().manual_seed(0))
    for piece in order.split(size):
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
