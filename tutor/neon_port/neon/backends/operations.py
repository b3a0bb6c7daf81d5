"""What each operation of the op-tree computes, for an array module `xp` (NumPy or CuPy).

Every function takes (a, b, out): `out` is an array to write into, or None. It returns the array it wrote.
"""

import math

SAFELOG_FLOOR = math.exp(-50.0)
"""safelog(x) = log(max(x, e^-50)), so it never falls under -50."""


def elementwise(xp):
    """Return the elementwise operations by name."""

    def unary(function):
        return lambda a, b, out: function(a, out=out)

    def binary(function):
        return lambda a, b, out: function(a, b, out=out)

    def reciprocal(a, b, out):
        return xp.divide(1.0, a, out=out)

    def sig(a, b, out, exponential=xp.exp, highest=None):
        if highest is None:
            highest = 709.0 if a.dtype.itemsize == 8 else (11.0 if a.dtype.itemsize == 2 else 88.0)
        out = xp.negative(a, out=out)
        xp.minimum(out, highest, out=out)
        exponential(out, out=out)
        xp.add(out, 1.0, out=out)
        return xp.divide(1.0, out, out=out)

    def sig2(a, b, out):
        return sig(a, b, out, xp.exp2, 1023.0 if a.dtype.itemsize == 8 else (15.0 if a.dtype.itemsize == 2 else 127.0))

    def tanh2(a, b, out):
        out = xp.multiply(a, 2.0, out=out)
        sig2(out, None, out)
        xp.multiply(out, 2.0, out=out)
        return xp.subtract(out, 1.0, out=out)

    def safelog(a, b, out):
        out = xp.maximum(a, SAFELOG_FLOOR, out=out)
        return xp.log(out, out=out)

    return {
        "add": binary(xp.add), "sub": binary(xp.subtract), "mul": binary(xp.multiply), "div": binary(xp.divide),
        "pow": binary(xp.power), "maximum": binary(xp.maximum), "minimum": binary(xp.minimum),
        "eq": binary(xp.equal), "ne": binary(xp.not_equal), "lt": binary(xp.less), "le": binary(xp.less_equal),
        "gt": binary(xp.greater), "ge": binary(xp.greater_equal), "shift": lambda a, b, out: shift(xp, a, b, out),
        "neg": unary(xp.negative), "abs": unary(xp.abs), "sgn": unary(xp.sign), "sqrt": unary(xp.sqrt),
        "sqr": unary(xp.square), "exp": unary(xp.exp), "exp2": unary(xp.exp2), "log": unary(xp.log),
        "log2": unary(xp.log2), "tanh": unary(xp.tanh), "rint": unary(xp.rint), "finite": unary(xp.isfinite),
        "rcp": reciprocal, "sig": sig, "sig2": sig2, "tanh2": tanh2, "safelog": safelog,
    }  # fmt: skip


def power_of_two(xp, x):
    """Round each element of an array to the nearest power of two in the exponent, its sign kept; 0 stays 0."""
    return xp.sign(x) * xp.exp2(xp.rint(xp.log2(xp.maximum(xp.abs(x), SAFELOG_FLOOR))))


def shift(xp, a, b, out=None):
    """Product of a with b rounded to a power of two."""
    return xp.multiply(a, power_of_two(xp, b), out=out)


FLOAT_RESULT = frozenset(
    ("div", "sqrt", "exp", "exp2", "log", "log2", "tanh", "rcp", "sig", "sig2", "tanh2", "safelog", "pow", "shift")
)
"""Operations on integers whose result is not an integer."""

TRUTH_RESULT = frozenset(("eq", "ne", "lt", "le", "gt", "ge", "finite"))
"""Operations that answer 0 or 1."""


def reductions(xp):
    """Return the reductions by name: f(array, axis, out), dimensions kept."""

    def plain(function):
        return lambda a, axis, out: function(a, axis=axis, out=out, keepdims=True)

    def position(function):
        def reduce(a, axis, out):
            if axis is None:
                return function(a).reshape((1,) * a.ndim)
            return xp.expand_dims(function(a, axis=axis), axis)

        return reduce

    return {
        "sum": plain(xp.sum), "max": plain(xp.max), "min": plain(xp.min),
        "argmax": position(xp.argmax), "argmin": position(xp.argmin),
    }  # fmt: skip
