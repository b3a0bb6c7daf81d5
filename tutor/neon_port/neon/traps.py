"""The traps of neon's interface: what upstream does silently wrong, said out loud here.

Each message names the trap, says what upstream neon would do, and gives the right form. The README of the
port lists them all, and each has a test.
"""

import warnings


class TrapWarning(UserWarning):
    """The code runs as upstream neon runs it, and that is probably not what was meant."""


class NoBackendError(RuntimeError, AttributeError):
    """Something needs the backend and `gen_backend` has not been called (or failed)."""

    def __init__(self, what="this"):
        super().__init__(
            f"{what} needs a backend and there is none yet. Call be = gen_backend(batch_size=32) "
            "(from neon.backends import gen_backend) before you build layers, costs, metrics or iterators."
        )


class NoGradientError(NotImplementedError, KeyError):
    """Autodiff has no rule for an operation of the tree."""

    def __str__(self):
        return str(self.args[0]) if self.args else ""


def warn(message, stacklevel=3):
    """Warn of a trap at the caller's line."""
    warnings.warn(message, TrapWarning, stacklevel=stacklevel)


def foreign_operand(symbol, other):
    """Return the TypeError for an operand that is neither number, Tensor nor op-tree."""
    import numpy as np

    if isinstance(other, np.generic):
        right = f"float({other!s}) (or .item())"
        text = f"a NumPy scalar ({type(other).__name__})"
    elif isinstance(other, np.ndarray):
        right = "be.array(a)"
        text = f"a NumPy array of shape {other.shape}"
    else:
        right = "be.array(…) or a Python number"
        text = f"a {type(other).__name__}"
    return TypeError(
        f"tensor {symbol} {text}: neon mixes tensors with Python int and float, tensors and op-trees only "
        f"(upstream neon hangs here). Write {right}."
    )


def positional_rate(optimizer, value):
    """Return the TypeError for `Adam(0.01)` and its like."""
    return TypeError(
        f"{optimizer}({value!r}): the first argument of {optimizer} is stochastic_round, not the learning rate "
        f"(upstream neon ignores the value silently). Write {optimizer}(learning_rate={value!r})."
    )
