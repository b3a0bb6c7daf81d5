import torch


def fit_line(x, y):
    """Steps along the gradient."""
    w = torch.zeros(x.shape[1], requires_grad=True)
    b = torch.zeros((), requires_grad=True)
    for _ in range(500):
        ((x @ w + b - y) ** 2).mean().backward()
        with torch.no_grad():
            for parameter in (w, b):
                parameter += 0.1 * parameter.grad
                parameter.grad = None
    return w.detach(), b.detach()
