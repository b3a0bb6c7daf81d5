import numpy as np
from neon.backends import Autodiff, gen_backend
from scipy.optimize import minimize

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)
PENALTY = 0.02


def loss(w, b, x, y):
    """Op-tree of the logistic loss of w (1, d) and b (1, 1) on x (d, n), y (1, n), with the penalty."""
    z = be.dot(w, x) + b
    return PENALTY / 2 * be.sum(be.square(w)) - be.mean(be.log(be.sig((2 * y - 1) * z)))


def fit(x, y):
    """Return the weights (1, d) and the bias (1, 1) that minimise loss."""
    d = x.shape[0]
    w, b = be.zeros((1, d)), be.zeros((1, 1))

    def value_and_gradient(flat):
        w[:] = flat[None, :-1]
        b[:] = flat[-1:]
        tree = loss(w, b, x, y)
        by_w, by_b = Autodiff(tree, be).get_grad_asnumpyarray([w, b])
        return tree.asnumpyarray().item(), np.append(by_w, by_b).astype("float64")

    best = minimize(value_and_gradient, np.zeros(d + 1), jac=True, method="L-BFGS-B").x
    return be.array(best[None, :-1]), be.array(best[-1:])
