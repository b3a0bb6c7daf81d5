from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def fit(x, y, steps, rate):
    """Fit x (d, n) to y (1, n) in `steps` steps; return (w, b)."""
    # TODO: two bugs are somewhere below
    w, b = be.zeros((x.shape[0], 1)), be.zeros((1, 1))
    prediction = be.dot(x.T, w) + b
    gradient = Autodiff(be.mean(be.square(prediction - y)), be)
    first_w, first_b = w, b
    for _ in range(steps):
        grad_w, grad_b = gradient.get_grad_tensor([first_w, first_b])
        w -= rate * grad_w
        b -= rate * grad_b
    return first_w, first_b
