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
    """The flat vector holds the weights alone."""
    d = x.shape[0]
    w, b = be.zeros((1, d)), be.zeros((1, 1))

    def value_and_gradient(flat):
        w[:] = flat[None, :]
        tree = loss(w, b, x, y)
        (by_w,) = Autodiff(tree, be).get_grad_asnumpyarray([w])
        return tree.asnumpyarray().item(), by_w.ravel().astype("float64")

    w[:] = minimize(value_and_gradient, np.zeros(d), jac=True, method="L-BFGS-B").x[None, :]
    return w, b
