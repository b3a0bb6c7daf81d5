import torch
from torch.nn import functional

PENALTY = 0.02


def loss(w, b, x, y):
    """Mean logistic loss of the weights w (d,) and the bias b () on x (n, d), y (n,), with the penalty."""
    z = x @ w + b
    return functional.softplus(z).mean() - (y * z).mean() + PENALTY / 2 * (w**2).sum()


def fit(x, y):
    """Clears the gradients once, outside the closure."""
    w = torch.zeros(x.shape[1], device=x.device, requires_grad=True)
    b = torch.zeros((), device=x.device, requires_grad=True)
    optimizer = torch.optim.LBFGS([w, b], max_iter=100, line_search_fn="strong_wolfe")
    optimizer.zero_grad()

    def closure():
        value = loss(w, b, x, y)
        value.backward()
        return value

    optimizer.step(closure)
    return w.detach(), b.detach()
