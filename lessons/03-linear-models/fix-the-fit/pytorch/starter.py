import torch


def fit(x, y, steps, rate):
    """Fit x (n, d) to y (n,) in `steps` steps; return (w, b)."""
    w = torch.zeros(x.shape[1], 1, device=x.device, requires_grad=True)
    b = torch.zeros(1, device=x.device, requires_grad=True)
    for _ in range(steps):
        # TODO: two bugs are somewhere in this loop
        prediction = x @ w + b
        loss = ((prediction - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w -= rate * w.grad
            b -= rate * b.grad
    return w.detach(), b.detach()
