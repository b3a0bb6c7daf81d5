"""The lazy functions of a backend: be.add, be.exp, be.sum, … Each returns an op-tree, or fills `out`."""

import numpy as np

from neon.backends.operand import Operand, _number
from neon.backends.optree import OpTreeNode


def _operand(x, name):
    return x if isinstance(x, Operand) else _number(f"(be.{name})", x)


def _unary(op, name, what):
    def function(self, a, out=None):
        return OpTreeNode.build(op, _operand(a, name), None, out=out)

    return _named(function, name, f"Elementwise {what}, as an op-tree of a's shape.")


def _binary(op, name, what):
    def function(self, a, b, out=None):
        return OpTreeNode.build(op, _operand(a, name), _operand(b, name), out=out)

    return _named(function, name, f"Elementwise {what}, as an op-tree; sizes of 1 are broadcast.")


def _named(function, name, text):
    function.__name__ = function.__qualname__ = name
    function.__doc__ = text + " With `out`, evaluate into that tensor and return it."
    return function


class Functions:
    """Mix-in of NervanaCPU with the functions that build op-trees."""

    add = _binary("add", "add", "a + b")
    subtract = _binary("sub", "subtract", "a − b")
    multiply = _binary("mul", "multiply", "a · b")
    divide = _binary("div", "divide", "a / b")
    true_divide = _binary("div", "true_divide", "a / b")
    power = _binary("pow", "power", "a to the power b")
    equal = _binary("eq", "equal", "a == b (1 or 0)")
    not_equal = _binary("ne", "not_equal", "a != b (1 or 0)")
    less = _binary("lt", "less", "a < b (1 or 0)")
    less_equal = _binary("le", "less_equal", "a <= b (1 or 0)")
    greater = _binary("gt", "greater", "a > b (1 or 0)")
    greater_equal = _binary("ge", "greater_equal", "a >= b (1 or 0)")
    maximum = _binary("maximum", "maximum", "larger of a and b")
    minimum = _binary("minimum", "minimum", "smaller of a and b")

    reciprocal = _unary("rcp", "reciprocal", "1 / a")
    negative = _unary("neg", "negative", "−a")
    sgn = _unary("sgn", "sgn", "sign (−1, 0, 1)")
    absolute = _unary("abs", "absolute", "absolute value")
    fabs = _unary("abs", "fabs", "absolute value")
    sqrt = _unary("sqrt", "sqrt", "square root")
    square = _unary("sqr", "square", "square")
    exp = _unary("exp", "exp", "e to the power a")
    exp2 = _unary("exp2", "exp2", "2 to the power a")
    log = _unary("log", "log", "natural logarithm")
    log2 = _unary("log2", "log2", "logarithm to base 2")
    safelog = _unary("safelog", "safelog", "log(max(a, e^−50)), never under −50")
    sig = _unary("sig", "sig", "logistic sigmoid 1 / (1 + e^−a)")
    sig2 = _unary("sig2", "sig2", "sigmoid to base 2, 1 / (1 + 2^−a)")
    tanh = _unary("tanh", "tanh", "hyperbolic tangent")
    tanh2 = _unary("tanh2", "tanh2", "hyperbolic tangent to base 2, (4^a − 1) / (4^a + 1)")
    finite = _unary("finite", "finite", "1 where a is finite, else 0")
    rint = _unary("rint", "rint", "nearest whole number (halves to even)")

    def clip(self, a, a_min, a_max, out=None):
        """Elementwise a held between a_min and a_max, as an op-tree. With `out`, evaluate into it."""
        return self.minimum(self.maximum(a, a_min), a_max, out=out)

    def dot(self, a, b, out=None):
        """Matrix product of (m, k) and (k, n), as an op-tree of shape (m, n). With `out`, evaluate into it.

        Raises:
            ValueError: the shapes do not fit.
        """
        return OpTreeNode.build("dot", _operand(a, "dot"), _operand(b, "dot"), out=out)

    def transpose(self, a, out=None):
        """Transpose, as an op-tree. With `out`, evaluate into it."""
        return OpTreeNode.build("transpose", a, None, out=out)

    def sum(self, a, axis=None, out=None, keepdims=True):
        """Sum over an axis (0 down the rows, 1 along the columns) or over all; dimensions are always kept."""
        return self._reduction("sum", a, axis, out, keepdims)

    def max(self, a, axis=None, out=None, keepdims=True):
        """Largest element over an axis or over all; dimensions are always kept."""
        return self._reduction("max", a, axis, out, keepdims)

    def min(self, a, axis=None, out=None, keepdims=True):
        """Smallest element over an axis or over all; dimensions are always kept."""
        return self._reduction("min", a, axis, out, keepdims)

    def argmax(self, a, axis=1, out=None, keepdims=True):
        """Position of the largest element along an axis (default 1), as numbers of the default dtype."""
        return self._reduction("argmax", a, axis, out, keepdims)

    def argmin(self, a, axis=1, out=None, keepdims=True):
        """Position of the smallest element along an axis (default 1), as numbers of the default dtype."""
        return self._reduction("argmin", a, axis, out, keepdims)

    def _reduction(self, op, a, axis, out, keepdims):
        if not keepdims:
            raise ValueError(f"be.{op}(…, keepdims=False): neon's tensors always keep their dimensions; leave it out")
        return OpTreeNode.build(op, _operand(a, op), None, out=out, axis=axis)

    def mean(self, a, axis=None, partial=None, out=None, keepdims=True):
        """Mean over an axis or over all, as an op-tree; `partial` divides by that count instead."""
        a = _operand(a, "mean")
        count = partial or (int(np.prod(a.shape)) if axis is None else a.shape[axis])
        return self.multiply(self._reduction("sum", a, axis, None, keepdims), 1.0 / count, out=out)

    def var(self, a, axis=None, partial=None, out=None, keepdims=True, binary=False):
        """Variance (divided by n, not n − 1) over an axis or over all, as an op-tree."""
        a = _operand(a, "var")
        centred = a - self.mean(a, axis=axis, partial=partial, keepdims=keepdims)
        squares = self.shift(centred, centred) if binary else self.square(centred)
        return self.mean(squares, axis=axis, partial=partial, out=out, keepdims=keepdims)

    def std(self, a, axis=None, partial=None, out=None, keepdims=True):
        """Standard deviation (divided by n) over an axis or over all, as an op-tree."""
        return self.sqrt(self.var(a, axis=axis, partial=partial, keepdims=keepdims), out=out)

    def take(self, a, indices, axis, out=None):
        """Rows (axis 0) or columns (axis 1) that `indices` names, as a new tensor or in `out`."""
        result = a.astensor().take(indices, axis)
        if out is None:
            return result
        out[:] = result
        return out

    def onehot(self, indices, axis, out=None):
        """One-hot columns (axis=0: (classes, N)) or rows (axis=1) of a tensor of int32 or uint32 labels.

        It stands alone on the right of an assignment: `t[:] = be.onehot(labels, axis=0)`.

        Raises:
            TypeError: the labels are no int32 or uint32 tensor.
            IndexError: (when it is evaluated) a label is outside the classes.
        """
        if axis not in (0, 1):
            raise ValueError(f"be.onehot: axis must be 0 or 1, got {axis!r}")
        if not isinstance(indices, Operand) or indices.dtype not in (np.dtype("i4"), np.dtype("u4")):
            found = getattr(indices, "dtype", type(indices).__name__)
            raise TypeError(f"be.onehot needs labels as an int32 tensor, got {found}: be.array(y, dtype=np.int32)")
        return OpTreeNode.build("onehot", None, None, out=out, axis=axis, idx=indices, shape=indices.shape)

    def shift(self, a, b, value=True, out=None):
        """Elementwise product of a with b rounded to a power of two, as an op-tree.

        With value=False, b is the exponent: the product of a with 2 to the power b.
        """
        if not value:
            return self.multiply(a, self.exp2(b), out=out)
        return OpTreeNode.build("shift", _operand(a, "shift"), _operand(b, "shift"), out=out)
