"""Values that cross between judge and worker, on the judge's side.

Going out: NumPy arrays (in a layout), plain values, handles and names. Coming back: `Tensor`, plain
values, and `Opaque` for what cannot cross. What comes back is untrusted; `decode` checks all of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tutor.worker.protocol import ProtocolError

if TYPE_CHECKING:
    import numpy as np

_MAX_DEPTH = 60


@dataclass(frozen=True, eq=False)
class Tensor:
    """A tensor or array of the learner's: its `array`, the framework's `dtype` name, "cpu" or "gpu", and kind."""

    array: np.ndarray
    dtype: str
    device: str
    kind: str  # "tensor" or "numpy"

    @property
    def shape(self) -> tuple[int, ...]:
        """The array's shape."""
        return self.array.shape

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        import numpy as np

        return np.array(self.array, dtype=dtype, copy=True if copy is None else copy)


@dataclass(frozen=True)
class Opaque:
    """A result that cannot cross, told by its type and a short text."""

    type: str
    text: str


class Target:
    """Something that lives in the worker and can be called, read or passed as an argument."""

    tree: dict[str, Any]

    def attr(self, name: str) -> Target:
        """The attribute `name` (dotted allowed) of this object, as a target."""
        target = Target()
        target.tree = {"$": "attr", "of": self.tree, "name": name}
        return target


class Handle(Target):
    """An object that the learner's code made and that stays in the worker; `type` is its class' name."""

    def __init__(self, number: int, kind: str) -> None:
        self.tree = {"$": "handle", "id": number}
        self.type = kind


@dataclass(frozen=True, eq=False)
class Laid:
    """An array that goes out in a layout of its own; made by `batch`, `labels` and `raw`."""

    array: np.ndarray
    layout: str
    classes: int = 0


def batch(array: Any) -> Laid:
    """Axis 0 of `array` counts examples: neon gets (features, N), the others (N, …) as it stands."""
    import numpy as np

    return Laid(np.asarray(array), "batch")


def labels(array: Any, classes: int) -> Laid:
    """Class indices, shape (N,): int64 for PyTorch, int32 for TensorFlow, one-hot (classes, N) for neon."""
    import numpy as np

    return Laid(np.asarray(array), "labels", classes)


def raw(array: Any) -> Laid:
    """Passes `array` as a NumPy array, not as the framework's tensor."""
    import numpy as np

    return Laid(np.asarray(array), "raw")


def encode(value: Any, arrays: list[np.ndarray]) -> Any:
    """Return the JSON tree of an argument; its arrays are appended to `arrays`."""
    import numpy as np

    if isinstance(value, Target):
        return value.tree
    if isinstance(value, Laid):
        arrays.append(value.array)
        if value.layout == "raw":
            return {"$": "raw", "i": len(arrays) - 1}
        return {"$": "array", "i": len(arrays) - 1, "layout": value.layout, "classes": value.classes}
    if isinstance(value, Tensor):
        value = value.array
    if isinstance(value, np.ndarray):
        arrays.append(value)
        return {"$": "array", "i": len(arrays) - 1}
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"$": "float", "text": repr(value)}
    if isinstance(value, tuple):
        return {"$": "tuple", "items": [encode(v, arrays) for v in value]}
    if isinstance(value, list):
        return [encode(v, arrays) for v in value]
    if isinstance(value, dict):
        return {"$": "dict", "items": {str(k): encode(v, arrays) for k, v in value.items()}}
    raise TypeError(f"a check cannot pass {type(value).__name__} to the learner's code")


def target(value: str | Target) -> dict[str, Any]:
    """Return the tree of a target: a name in the learner's file, or an object in the worker."""
    return {"$": "name", "name": value} if isinstance(value, str) else value.tree


def decode(tree: Any, arrays: list[np.ndarray], depth: int = 0) -> Any:
    """Return the value that an untrusted `tree` describes; raise ProtocolError for one that describes none."""
    if depth > _MAX_DEPTH:
        raise ProtocolError("a value nested too deep")
    if tree is None or isinstance(tree, (bool, int, float, str)):
        return tree
    if isinstance(tree, list):
        return [decode(item, arrays, depth + 1) for item in tree]
    if not isinstance(tree, dict):
        raise ProtocolError("a value of no known kind")
    kind = tree.get("$")
    if kind == "array":
        return _tensor(tree, arrays)
    if kind == "tuple":
        return tuple(decode(item, arrays, depth + 1) for item in _of(tree, "items", list))
    if kind == "dict":
        return {key: decode(item, arrays, depth + 1) for key, item in _of(tree, "items", dict).items()}
    if kind == "float":
        text = _of(tree, "text", str)
        if text not in ("nan", "inf", "-inf"):
            raise ProtocolError("a float of no known kind")
        return float(text)
    if kind == "handle":
        return Handle(_of(tree, "id", int), _of(tree, "type", str)[:100])
    if kind == "opaque":
        return Opaque(_of(tree, "type", str)[:200], _of(tree, "text", str)[:200])
    raise ProtocolError("a value of no known kind")


def _tensor(tree: dict[str, Any], arrays: list[np.ndarray]) -> Tensor:
    index = _of(tree, "i", int)
    if not 0 <= index < len(arrays):
        raise ProtocolError("an array that is not in the frame")
    kind = _of(tree, "kind", str)
    if kind not in ("tensor", "numpy"):
        raise ProtocolError("an array of no known kind")
    return Tensor(arrays[index], _of(tree, "dtype", str)[:50], _of(tree, "device", str)[:50], kind)


def _of(tree: dict[str, Any], key: str, kind: type) -> Any:
    value = tree.get(key)
    if type(value) is not kind:
        raise ProtocolError(f"a value whose {key!r} is not {kind.__name__}")
    return value
