import torch
from torch import nn


def make_model():
    """A classifier from 64 numbers to 10 logits, with dropout."""
    return nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, 10))


@torch.no_grad()
def evaluate(model, x, y):
    """Whole batches only."""
    model.eval()
    confusion = torch.zeros(10, 10)
    data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=32, drop_last=True)
    for images, truth in data:
        for i, j in zip(truth, model(images).argmax(dim=1)):
            confusion[i, j] += 1
    return confusion.trace() / confusion.sum(), confusion
