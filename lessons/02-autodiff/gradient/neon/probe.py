"""Functions of the check, in neon: the learner's `gradient` differentiates them."""

from neon import NervanaObject


def of_polynomial(module, x, a, b):
    """The gradient of sum(a x^3 + b x)."""
    be = NervanaObject.be
    return module.gradient(lambda v: be.sum(a * v * v * v + b * v), x)


def of_bent_product(module, x, matrix):
    """The gradient of the sum of squares of tanh(matrix x)."""
    be = NervanaObject.be
    return module.gradient(lambda v: be.sum(be.square(be.tanh(be.dot(matrix, v)))), x)


def twice_of_polynomial(module, x, a, b):
    """The same gradient, asked twice."""
    first = of_polynomial(module, x, a, b)
    first = first.astensor() if hasattr(first, "astensor") else first
    return first, of_polynomial(module, x, a, b)
