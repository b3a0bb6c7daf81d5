"""Functions of the check, in PyTorch: the learner's `gradient` differentiates them."""


def of_polynomial(module, x, a, b):
    """The gradient of sum(a x^3 + b x)."""
    return module.gradient(lambda v: (a * v**3 + b * v).sum(), x)


def of_bent_product(module, x, matrix):
    """The gradient of the sum of squares of tanh(matrix x)."""
    return module.gradient(lambda v: ((matrix @ v).tanh() ** 2).sum(), x)


def twice_of_polynomial(module, x, a, b):
    """The same gradient, asked twice."""
    first = module.gradient(lambda v: (a * v**3 + b * v).sum(), x)
    first = first.detach().clone() if hasattr(first, "detach") else first
    return first, module.gradient(lambda v: (a * v**3 + b * v).sum(), x)
