"""Functions of the check, in PyTorch."""


def _polynomial(a, b):
    return lambda v: (a * v**3 + b * v).sum()


def numeric(module, x, a, b, h):
    """The learner's gradient of sum(a x^3 + b x), and x as it is afterwards."""
    return module.numeric_gradient(_polynomial(a, b), x, h), x


def numeric_of_product(module, x, a, h):
    """The learner's gradient of (a · x)^2."""
    return module.numeric_gradient(lambda v: (a * v).sum() ** 2, x, h)


def agree(module, x, a, b, gradient):
    """What the learner says of a gradient of sum(a x^3 + b x)."""
    return module.gradients_agree(_polynomial(a, b), x, gradient)
