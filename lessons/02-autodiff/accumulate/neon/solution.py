from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def two_gradients(w, a, b):
    """Return the gradients of sum(a w^3) and of sum(b w^3) by w."""
    c = be.zeros(w.shape)
    gradient = Autodiff(be.sum(c * w * w * w), be)
    c[:] = a
    (first,) = gradient.get_grad_tensor([w])
    first = be.array(first.get())
    c[:] = b
    (second,) = gradient.get_grad_tensor([w])
    return first, second
