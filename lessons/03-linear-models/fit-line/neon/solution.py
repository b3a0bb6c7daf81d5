from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def fit_line(x, y):
    """Return (w, b), of shapes (1, d) and (1, 1), fitted to x (d, n) and y (1, n) by gradient descent."""
    w, b = be.zeros((1, x.shape[0])), be.zeros((1, 1))
    loss = be.mean(be.square(be.dot(w, x) + b - y))
    gradient = Autodiff(loss, be)
    for _ in range(500):
        grad_w, grad_b = gradient.get_grad_tensor([w, b])
        w[:] = w - 0.1 * grad_w
        b[:] = b - 0.1 * grad_b
    return w, b
