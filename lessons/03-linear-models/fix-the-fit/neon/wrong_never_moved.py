from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def fit(x, y, steps, rate):
    """One bug of two is mended: the tensors still do not change."""
    w, b = be.zeros((1, x.shape[0])), be.zeros((1, 1))
    gradient = Autodiff(be.mean(be.square(be.dot(w, x) + b - y)), be)
    first_w, first_b = w, b
    for _ in range(steps):
        grad_w, grad_b = gradient.get_grad_tensor([first_w, first_b])
        w, b = first_w - rate * grad_w, first_b - rate * grad_b
    return first_w, first_b
