from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def fit(x, y, steps, rate):
    """One bug of two is mended: a column minus a row is still a matrix."""
    w, b, rows = be.zeros((x.shape[0], 1)), be.zeros((1, 1)), be.array(x.get().T)
    gradient = Autodiff(be.mean(be.square(be.dot(rows, w) + b - y)), be)
    for _ in range(steps):
        grad_w, grad_b = gradient.get_grad_tensor([w, b])
        w[:] = w - rate * grad_w
        b[:] = b - rate * grad_b
    return w, b
