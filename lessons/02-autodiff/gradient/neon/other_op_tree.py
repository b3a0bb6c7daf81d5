from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def gradient(f, x):
    """Hand the recipe of the gradient back, not yet worked out."""
    (tree,) = Autodiff(f(x), be).get_grad_op_tree([x])
    return tree
