import numpy as np
from neon.backends import Autodiff, gen_backend
from scipy.optimize import fmin_bfgs

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)
PENALTY = 0.02


def loss(w, b, x, y):
    """Op-tree of the logistic loss of w (1, d) and b (1, 1) on x (d, n), y (1, n), with the penalty."""
    z = be.dot(w, x) + b
    return PENALTY / 2 * be.sum(be.square(w)) - be.mean(be.log(be.sig((2 * y - 1) * z)))


def fit(x, y):
    """The whole matrix instead of the limited memory; one tree that is worked out again and again."""
    d = x.shape[0]
    w, b = be.zeros((1, d)), be.zeros((1, 1))
    tree = loss(w, b, x, y)
    slopes = Autodiff(tree, be).get_grad_op_tree([w, b])

    def put(flat):
        w[:] = flat[None, :-1]
        b[:] = flat[-1:]

    def value(flat):
        put(flat)
        return float(tree.asnumpyarray()[0, 0])

    def gradient(flat):
        put(flat)
        return np.concatenate([slope.asnumpyarray().ravel() for slope in slopes]).astype("float64")

    best = fmin_bfgs(value, np.zeros(d + 1), fprime=gradient, gtol=1e-4, disp=False)
    put(best)
    return w, b
