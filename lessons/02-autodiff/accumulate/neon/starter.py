from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def two_gradients(w, a, b):
    """Return the gradients of sum(a w^3) and of sum(b w^3) by w."""
    c = be.zeros(w.shape)
    gradient = Autodiff(be.sum(c * w * w * w), be)  # built once, used for both coefficients
    # TODO: the second result is right, the first is not
    c[:] = a
    (first,) = gradient.get_grad_op_tree([w])
    c[:] = b
    (second,) = gradient.get_grad_op_tree([w])
    return first, second
