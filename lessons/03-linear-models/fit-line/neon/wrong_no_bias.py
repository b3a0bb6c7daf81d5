from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def fit_line(x, y):
    """Rebinds the name b, so that the tensor in the loss never moves, and returns that tensor."""
    w, bias = be.zeros((1, x.shape[0])), be.zeros((1, 1))
    b = bias
    gradient = Autodiff(be.mean(be.square(be.dot(w, x) + bias - y)), be)
    for _ in range(100):
        grad_w, grad_b = gradient.get_grad_tensor([w, bias])
        w[:] = w - 0.1 * grad_w
        b = bias - 0.1 * grad_b
    return w, bias
