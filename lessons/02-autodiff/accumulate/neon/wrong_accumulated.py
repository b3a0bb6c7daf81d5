from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def two_gradients(w, a, b):
    """The second loss is built on top of the first."""
    loss_a = be.sum(a * w * w * w)
    (first,) = Autodiff(loss_a, be).get_grad_tensor([w])
    (second,) = Autodiff(loss_a + be.sum(b * w * w * w), be).get_grad_tensor([w])
    return first, second
