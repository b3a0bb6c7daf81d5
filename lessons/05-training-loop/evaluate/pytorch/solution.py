import torch
from torch import nn


def make_model():
    """A classifier from 64 numbers to 10 logits, with dropout."""
    return nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, 10))


@torch.no_grad()
def evaluate(model, x, y):
    """Return the accuracy and the confusion matrix (10, 10) of the model on x (n, 64), y (n,) int64."""
    model.eval()
    answers = model(x).argmax(dim=1)
    confusion = torch.bincount(10 * y + answers, minlength=100).reshape(10, 10)
    return (answers == y).float().mean(), confusion
