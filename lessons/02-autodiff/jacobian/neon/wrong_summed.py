from neon.backends import Autodiff, gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)


def jacobian(f, x):
    """Weighted by ones, the rows are added up."""
    return Autodiff(f(x), be).get_grad_tensor([x])[0]
