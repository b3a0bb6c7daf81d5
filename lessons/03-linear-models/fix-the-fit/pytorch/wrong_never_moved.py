import torch


def fit(x, y, steps, rate):
    """Steps on copies that nobody keeps."""
    w = torch.zeros(x.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(steps):
        loss = (((x @ w + b).squeeze(1) - y) ** 2).mean()
        loss.backward()
        for parameter in (w, b):
            parameter = parameter - rate * parameter.grad
        w.grad = b.grad = None
    return w.detach(), b.detach()
