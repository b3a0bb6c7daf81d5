from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def fit_line(x, y):
    """Takes one step only."""
    w, b = be.zeros((1, x.shape[0])), be.zeros((1, 1))
    gradient = Autodiff(be.mean(be.square(be.dot(w, x) + b - y)), be)
    grad_w, grad_b = gradient.get_grad_tensor([w, b])
    w[:] = w - 0.1 * grad_w
    b[:] = b - 0.1 * grad_b
    return w, b
