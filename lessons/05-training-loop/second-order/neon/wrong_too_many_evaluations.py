from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)
PENALTY = 0.02


def loss(w, b, x, y):
    """Op-tree of the logistic loss of w (1, d) and b (1, 1) on x (d, n), y (1, n), with the penalty."""
    z = be.dot(w, x) + b
    return PENALTY / 2 * be.sum(be.square(w)) - be.mean(be.log(be.sig((2 * y - 1) * z)))


def fit(x, y):
    """Gradient descent."""
    w, b = be.zeros((1, x.shape[0])), be.zeros((1, 1))
    for _ in range(300):
        by_w, by_b = Autodiff(loss(w, b, x, y), be).get_grad_tensor([w, b])
        w[:] = w - 0.1 * by_w
        b[:] = b - 0.1 * by_b
    return w, b
