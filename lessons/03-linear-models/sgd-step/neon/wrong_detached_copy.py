from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

AFTER_ONE_STEP = 1.4


def sgd_step(w, x, y, rate):
    """Looks as if it were in place."""
    (gradient,) = Autodiff(be.mean(be.square(be.dot(w, x) - y)), be).get_grad_tensor([w])
    w -= rate * gradient
