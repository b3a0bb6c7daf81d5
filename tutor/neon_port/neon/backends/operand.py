"""Arithmetic shared by tensors and op-trees: every operator builds a node of the lazy op-tree."""

import operator

import numpy as np

from neon.traps import foreign_operand


def _number(symbol, other):
    """Accept Python numbers (np.float64 is one); raise the TypeError that names the trap otherwise."""
    if isinstance(other, np.float64):
        return float(other)
    if isinstance(other, (bool, int, float)):
        return other
    raise foreign_operand(symbol, other)


def _binary(op, symbol, swapped=False):
    def method(self, other):
        if not isinstance(other, Operand):
            other = _number(symbol, other)
        return self._build(op, other, self) if swapped else self._build(op, self, other)

    method.__doc__ = f"Build the op-tree of `{symbol}`; nothing is computed yet."
    return method


class Operand:
    """Base of Tensor and OpTreeNode: operators that build op-trees, and clear errors for what cannot work."""

    __slots__ = ()

    __array_ufunc__ = None
    """NumPy scalars and arrays leave operators with tensors to the tensor, which explains itself."""

    __add__ = _binary("add", "+")
    __radd__ = _binary("add", "+", True)
    __sub__ = _binary("sub", "-")
    __rsub__ = _binary("sub", "-", True)
    __mul__ = _binary("mul", "*")
    __rmul__ = _binary("mul", "*", True)
    __truediv__ = _binary("div", "/")
    __rtruediv__ = _binary("div", "/", True)
    __pow__ = _binary("pow", "**")
    __rpow__ = _binary("pow", "**", True)
    __eq__ = _binary("eq", "==")
    __ne__ = _binary("ne", "!=")
    __lt__ = _binary("lt", "<")
    __le__ = _binary("le", "<=")
    __gt__ = _binary("gt", ">")
    __ge__ = _binary("ge", ">=")

    def __hash__(self):
        return id(self)

    def __neg__(self):
        return self._build("neg", self, None)

    def __abs__(self):
        return self._build("abs", self, None)

    def __matmul__(self, other):
        raise TypeError("neon has no operator @: write be.dot(a, b)")

    __rmatmul__ = __matmul__

    def __iter__(self):
        raise TypeError(
            "a tensor cannot be iterated (upstream neon never comes to an end here: list(t), for row in t, zip(t)). "
            "Write `for i in range(t.shape[0]): t[i]`, or t.get() for a NumPy array."
        )

    def __contains__(self, item):
        raise TypeError("`in` does not work on tensors: look in t.get(), the NumPy copy")

    def __float__(self):
        raise TypeError("a tensor is no Python number: write t.get().item() (for an op-tree, e.asnumpyarray().item())")

    __int__ = __float__
    __index__ = None

    def __array__(self, dtype=None, copy=None):
        raise TypeError(
            "NumPy cannot convert a tensor by itself (upstream neon hangs here): write t.get() for a tensor, "
            "e.asnumpyarray() for an op-tree, and be.array(a) for the way back"
        )


def as_index(index):
    """Return a NumPy integer as int, so that t[np.int64(1)] means t[1]; leave the rest as it is."""
    return operator.index(index) if isinstance(index, np.integer) else index
