"""The gradient rule of each operation: from a node and the error at its output to the errors at its operands."""

import math

ZERO_GRADIENT = frozenset(("eq", "lt", "le", "gt", "ge", "sgn", "finite", "argmax", "argmin"))
"""Operations that are constant almost everywhere."""


def rules(be):
    """Return {operation: f(node, error) → errors of (left, right)}."""
    ln2 = math.log(2.0)

    def power(n, e):
        base, exponent = n[1], n[2]
        right = None if isinstance(exponent, (int, float)) else e * n * be.log(base)
        if isinstance(exponent, (int, float)):
            inner = 2.0 * base if exponent == 2 else exponent * base ** (exponent - 1)
        else:
            inner = exponent * base ** (exponent - 1)
        return (None if isinstance(base, (int, float)) else e * inner), right

    def reduction(node, error):
        return (error * (be.zeros(node[1].shape) + 1.0) if node[0]["op"] == "sum" else error * (node[1] == node), None)

    return {
        "add": lambda n, e: (e, e),
        "sub": lambda n, e: (e, -e),
        "mul": lambda n, e: (e * n[2], e * n[1]),
        "div": lambda n, e: (e / n[2], -e * n / n[2]),
        "pow": power,
        "dot": lambda n, e: (be.dot(e, _t(be, n[2])), be.dot(_t(be, n[1]), e)),
        "transpose": lambda n, e: (_t(be, e), None),
        "neg": lambda n, e: (-e, None),
        "abs": lambda n, e: (e * be.sgn(n[1]), None),
        "sqrt": lambda n, e: (0.5 * e / n, None),
        "sqr": lambda n, e: (2.0 * e * n[1], None),
        "rcp": lambda n, e: (-e * be.square(n), None),
        "exp": lambda n, e: (e * n, None),
        "exp2": lambda n, e: (e * n * ln2, None),
        "log": lambda n, e: (e / n[1], None),
        "log2": lambda n, e: (e / (n[1] * ln2), None),
        "sig": lambda n, e: (e * n * (1.0 - n), None),
        "sig2": lambda n, e: (e * n * (1.0 - n) * ln2, None),
        "tanh": lambda n, e: (e * (1.0 - be.square(n)), None),
        "tanh2": lambda n, e: (e * (1.0 - be.square(n)) * ln2, None),
        "max": reduction,
        "min": reduction,
        "sum": reduction,
        "maximum": lambda n, e: (e * be.greater_equal(n[1], n[2]), e * be.greater_equal(n[2], n[1])),
        "minimum": lambda n, e: (e * be.less_equal(n[1], n[2]), e * be.less_equal(n[2], n[1])),
    }


def _t(be, x):
    return x.T if hasattr(x, "T") else x
