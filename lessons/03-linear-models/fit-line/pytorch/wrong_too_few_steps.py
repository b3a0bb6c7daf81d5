import torch


def fit_line(x, y):
    """Stops after ten turns."""
    w = torch.zeros(x.shape[1], requires_grad=True)
    b = torch.zeros((), requires_grad=True)
    for _ in range(10):
        ((x @ w + b - y) ** 2).mean().backward()
        with torch.no_grad():
            for parameter in (w, b):
                parameter -= 0.05 * parameter.grad
                parameter.grad = None
    return w.detach(), b.detach()
