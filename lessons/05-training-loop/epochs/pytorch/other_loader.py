import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def batches(x, y, size):
    """PyTorch's loader, shuffled."""
    return DataLoader(TensorDataset(x, y), batch_size=size, shuffle=True)


def train(x, y):
    """A convolution on the image, and Adam."""
    model = nn.Sequential(
        nn.Unflatten(1, (1, 8, 8)), nn.Conv2d(1, 8, 3), nn.ReLU(), nn.Flatten(), nn.Linear(288, 10)
    ).to(x.device)
    optimizer, loss = torch.optim.Adam(model.parameters(), lr=0.01), nn.CrossEntropyLoss()
    loader = batches(x, y, 32)
    for _ in range(5):
        for images, labels in loader:
            optimizer.zero_grad()
            loss(model(images), labels).backward()
            optimizer.step()
    return model
