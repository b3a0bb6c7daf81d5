import torch


def fit_line(x, y):
    """The bias is in the model but not in the update."""
    w = torch.zeros(x.shape[1], requires_grad=True)
    b = torch.zeros(())
    for _ in range(500):
        ((x @ w + b - y) ** 2).mean().backward()
        with torch.no_grad():
            w -= 0.1 * w.grad
            w.grad = None
    return w.detach(), b
