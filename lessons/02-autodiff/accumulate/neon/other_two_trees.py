from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def two_gradients(w, a, b):
    """A tree each; nothing is shared but w."""
    return tuple(Autodiff(be.sum(c * w * w * w), be).get_grad_op_tree([w])[0] for c in (a, b))
