import torch
from torch import nn
from torch.nn import functional


def batches(x, y, size):
    """One epoch: pairs (images, labels) of at most `size` examples, in an order drawn anew."""
    # TODO: shuffle
    yield x, y


def train(x, y):
    """Return a classifier trained on x (n, 64) float32 and y (n,) int64."""
    model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10)).to(x.device)
    # TODO: an optimiser, and several epochs of batches(x, y, 32)
    return model
