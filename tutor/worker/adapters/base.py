"""What the call server asks of a framework. One subclass per framework, in a file of its own."""

from __future__ import annotations

from typing import Any, Callable, NamedTuple, Sequence

import numpy as np

AS_IS, BATCH, LABELS, SCALAR, VECTOR = "as_is", "batch", "labels", "scalar", "vector"


class Layout(NamedTuple):
    """How an array stands in the framework's habit: `kind`, and the number of `classes` of labels."""

    kind: str = AS_IS
    classes: int = 0


class Plain(NamedTuple):
    """A framework's tensor as plain data: the array, the framework's name of the dtype, and the device."""

    array: np.ndarray
    dtype: str
    device: str


class Adapter:
    """To and from NumPy, gradients and parameters, in one framework's own idiom."""

    name = ""
    implementation = ""  # which of several, where a framework has more than one

    def preload(self, checkout: str) -> str:
        """Import the framework (out of the user's `checkout`, if named) and what it defers; return its version.

        Nothing runs: no op, no device.
        """
        raise NotImplementedError

    def begin(self, device: str, seed: int) -> None:
        """After the fork, before the learner's file: choose `device` ("cpu" or "gpu"), seed NumPy and the framework."""
        raise NotImplementedError

    def tensor(self, array: np.ndarray, layout: Layout) -> Any:
        """Return `array` as the framework's tensor on the chosen device."""
        raise NotImplementedError

    def is_tensor(self, value: Any) -> bool:
        """Say whether `value` is something that `plain` takes."""
        raise NotImplementedError

    def plain(self, value: Any, layout: Layout) -> Plain:
        """Return the framework's tensor `value` as plain data."""
        raise NotImplementedError

    def forward(self, model: Any, inputs: Sequence[Any], training: bool) -> Any:
        """Run `model` forward in training or evaluation mode."""
        raise NotImplementedError

    def vjp(self, function: Callable[..., Any], inputs: Sequence[Any], cotangent: np.ndarray | None) -> list[Any]:
        """Return the gradient of `function(*inputs)` (weighted by `cotangent`) with respect to each input."""
        raise NotImplementedError

    def parameters(self, model: Any) -> dict[str, Any]:
        """Return the trainable parameters of `model` by the framework's own names."""
        raise NotImplementedError

    def parameter_gradients(
        self, model: Any, inputs: Sequence[Any], cotangent: np.ndarray, training: bool
    ) -> dict[str, Any]:
        """Return the gradient of the output, weighted by `cotangent`, for each parameter; None where none arrives."""
        raise NotImplementedError

    def set_parameters(self, model: Any, arrays: dict[str, np.ndarray]) -> None:
        """Overwrite parameters of `model` by name, in place."""
        raise NotImplementedError


def unique_names(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Make a dict of (name, value) pairs; a repeated name gets `#2`, `#3`, …"""
    named: dict[str, Any] = {}
    for name, value in pairs:
        key, n = name, 1
        while key in named:
            n += 1
            key = "%s#%d" % (name, n)
        named[key] = value
    return named


def strangers(given: dict[str, Any], known: dict[str, Any]) -> None:
    """Raise KeyError for names in `given` that are not `known` parameters."""
    missing = [name for name in given if name not in known]
    if missing:
        raise KeyError("no such parameter: %s (there are: %s)" % (", ".join(missing), ", ".join(known)))
