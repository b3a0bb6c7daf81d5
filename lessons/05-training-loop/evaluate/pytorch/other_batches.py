import torch
from torch import nn


def make_model():
    """A classifier from 64 numbers to 10 logits, with dropout."""
    return nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, 10))


def evaluate(model, x, y):
    """Batch by batch, and back to the mode in which the model was."""
    was_training = model.training
    model.eval()
    confusion = torch.zeros(10, 10, device=x.device)
    with torch.inference_mode():
        for images, truth in zip(x.split(50), y.split(50)):
            answers = model(images).argmax(dim=1)
            confusion.index_put_((truth, answers), torch.ones(len(truth), device=x.device), accumulate=True)
    model.train(was_training)
    return (confusion.trace() / confusion.sum()).item(), confusion.clone()
