from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def fit(x, y, steps, rate):
    """The prediction stays a column, and the targets become one; the steps are written into buffers."""
    w, b, grad_w, grad_b = (be.zeros(shape) for shape in ((x.shape[0], 1), (1, 1), (x.shape[0], 1), (1, 1)))
    rows, target = be.array(x.get().T), be.array(y.get().T)
    gradient = Autodiff(be.mean(be.square(be.dot(rows, w) + b - target)), be)
    for _ in range(steps):
        gradient.back_prop_grad([w, b], [grad_w, grad_b])
        w[:] = w - rate * grad_w
        b[:] = b - rate * grad_b
    return w, b
