import numpy as np
import torch
from scipy.optimize import minimize
from torch.nn import functional

PENALTY = 0.02


def loss(w, b, x, y):
    """Mean logistic loss of the weights w (d,) and the bias b () on x (n, d), y (n,), with the penalty."""
    z = x @ w + b
    return functional.softplus(z).mean() - (y * z).mean() + PENALTY / 2 * (w**2).sum()


def fit(x, y):
    """SciPy's L-BFGS over the flattened parameters."""

    def value_and_gradient(flat):
        theta = torch.tensor(flat, dtype=x.dtype, device=x.device, requires_grad=True)
        value = loss(theta[:-1], theta[-1], x, y)
        (gradient,) = torch.autograd.grad(value, theta)
        return value.item(), gradient.cpu().double().numpy()

    best = minimize(value_and_gradient, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return torch.tensor(best[:-1], dtype=x.dtype), float(best[-1])
