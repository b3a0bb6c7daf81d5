"""Functions of the check, in neon."""

from neon import NervanaObject


def _polynomial(a, b):
    be = NervanaObject.be
    return lambda v: be.sum(a * v * v * v + b * v)


def numeric(module, x, a, b, h):
    """The learner's gradient of sum(a x^3 + b x), and x as it is afterwards."""
    return module.numeric_gradient(_polynomial(a, b), x, h), x


def numeric_of_product(module, x, a, h):
    """The learner's gradient of (a · x)^2."""
    be = NervanaObject.be
    return module.numeric_gradient(lambda v: be.square(be.sum(a * v)), x, h)


def agree(module, x, a, b, gradient):
    """What the learner says of a gradient of sum(a x^3 + b x)."""
    return module.gradients_agree(_polynomial(a, b), x, gradient)
