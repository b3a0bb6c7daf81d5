from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

AFTER_ONE_STEP = 1.4


def sgd_step(w, x, y, rate):
    """Move w (1, d) in place by one step on mean((w x - y)^2), x (d, n), y (1, n)."""
    loss = be.mean(be.square(be.dot(w, x) - y))
    (gradient,) = Autodiff(loss, be).get_grad_tensor([w])
    w[:] = w - rate * gradient
