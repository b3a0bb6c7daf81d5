import torch
from torch import nn


def make_model():
    """A classifier from 64 numbers to 10 logits, with dropout."""
    return nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, 10))


def evaluate(model, x, y):
    """Return the accuracy and the confusion matrix (10, 10) of the model on x (n, 64), y (n,) int64."""
    # TODO
