from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def fit(x, y, steps, rate):
    """Fit x (d, n) to y (1, n) in `steps` steps; return (w, b)."""
    w, b = be.zeros((1, x.shape[0])), be.zeros((1, 1))
    prediction = be.dot(w, x) + b
    gradient = Autodiff(be.mean(be.square(prediction - y)), be)
    for _ in range(steps):
        grad_w, grad_b = gradient.get_grad_tensor([w, b])
        w[:] = w - rate * grad_w
        b[:] = b - rate * grad_b
    return w, b
