import torch
from torch import nn
from torch.nn import functional


def fit(x, y):
    """As it should be."""
    model = nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    for _ in range(200):
        optimizer.zero_grad()
        functional.binary_cross_entropy_with_logits(model(x).squeeze(1), y).backward()
        optimizer.step()
    return model


@torch.no_grad()
def probability(fitted, x):
    """The sigmoid of the score."""
    return torch.sigmoid(fitted(x).squeeze(1))


def predict(fitted, x):
    """Compares the probability with the border of a score."""
    return (probability(fitted, x) > 0).float()
