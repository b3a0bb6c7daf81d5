"""Plain values to and from the frames of the wire, on the worker's side.

A value in a header is a JSON tree. What JSON lacks is an object with the key `$`: an array by index,
a handle to an object that stays here, a name in the learner's file, a tuple, a dict, a float that is
not finite, or something opaque that is told by type and text alone.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .adapters.base import AS_IS, Adapter, Layout

MAX_ITEMS = 100_000
MAX_TEXT = 100_000
MAX_DEPTH = 50


class Objects:
    """What the judge holds by handle: ids to live objects of the learner's code."""

    def __init__(self) -> None:
        self._held: list[Any] = []

    def keep(self, value: Any) -> dict[str, Any]:
        """Hold `value` and return its handle."""
        self._held.append(value)
        return {"$": "handle", "id": len(self._held) - 1, "type": type(value).__name__[:100]}

    def __getitem__(self, index: int) -> Any:
        return self._held[index]


class Decoder:
    """Makes arguments for the learner's code out of what the judge sent."""

    def __init__(self, adapter: Adapter, objects: Objects, module: Any, arrays: list[np.ndarray]) -> None:
        self.adapter, self.objects, self.module, self.arrays = adapter, objects, module, arrays

    def decode(self, tree: Any) -> Any:
        """Return the Python value that `tree` describes."""
        if isinstance(tree, list):
            return [self.decode(item) for item in tree]
        if not isinstance(tree, dict):
            return tree
        return getattr(self, "_" + tree["$"])(tree)

    def _array(self, tree: dict[str, Any]) -> Any:
        layout = Layout(tree.get("layout", AS_IS), tree.get("classes", 0))
        return self.adapter.tensor(self.arrays[tree["i"]], layout)

    def _raw(self, tree: dict[str, Any]) -> Any:
        return np.array(self.arrays[tree["i"]])

    def _handle(self, tree: dict[str, Any]) -> Any:
        return self.objects[tree["id"]]

    def _name(self, tree: dict[str, Any]) -> Any:
        return resolve(self.module, tree["name"])

    def _attr(self, tree: dict[str, Any]) -> Any:
        return resolve(self.decode(tree["of"]), tree["name"])

    def _tuple(self, tree: dict[str, Any]) -> Any:
        return tuple(self.decode(item) for item in tree["items"])

    def _dict(self, tree: dict[str, Any]) -> Any:
        return {key: self.decode(item) for key, item in tree["items"].items()}

    def _float(self, tree: dict[str, Any]) -> float:
        return float(tree["text"])


def resolve(owner: Any, name: str) -> Any:
    """Follow a dotted `name` from `owner` (a module or an object)."""
    for part in name.split("."):
        owner = getattr(owner, part)
    return owner


class Encoder:
    """Makes a header's value and its arrays out of what the learner's code returned."""

    def __init__(self, adapter: Adapter, layouts: Any) -> None:
        self.adapter = adapter
        self.layouts = layouts
        self.arrays: list[np.ndarray] = []
        self._items = 0

    def encode(self, value: Any) -> Any:
        """Return the JSON tree of `value`; its arrays gather in `self.arrays`."""
        if isinstance(self.layouts, list) and isinstance(value, (tuple, list)) and len(self.layouts) == len(value):
            items = [self._tree(v, Layout(k or AS_IS), 1) for v, k in zip(value, self.layouts)]
            return {"$": "tuple", "items": items} if isinstance(value, tuple) else items
        kind = self.layouts if isinstance(self.layouts, str) else AS_IS
        return self._tree(value, Layout(kind), 0)

    def _tree(self, value: Any, layout: Layout, depth: int) -> Any:
        self._items += 1
        if depth > MAX_DEPTH or self._items > MAX_ITEMS:
            raise ValueError("a result nested deeper than %d or of more than %d items" % (MAX_DEPTH, MAX_ITEMS))
        if value is None or type(value) in (bool, int):
            return value if type(value) is not int or abs(value) < 2**63 else opaque(value)
        if type(value) is float:
            return value if math.isfinite(value) else {"$": "float", "text": repr(value)}
        if issubclass(type(value), str):  # torch.__version__ is a str of its own kind; its characters are what crosses
            return str.__str__(value)[:MAX_TEXT]
        if self.adapter.is_tensor(value):
            plain = self.adapter.plain(value, layout)
            return self._array(plain.array, plain.dtype, plain.device, "tensor")
        if isinstance(value, (np.ndarray, np.generic)):
            array = np.asarray(value)
            if array.dtype.kind not in "biufc" or array.dtype.itemsize > 16:
                return opaque(value)
            return self._array(array, array.dtype.name, "cpu", "numpy")
        if isinstance(value, dict):
            if not all(type(key) is str for key in value):
                return opaque(value)
            return {"$": "dict", "items": {k: self._tree(v, layout, depth + 1) for k, v in dict.items(value)}}
        if isinstance(value, tuple):
            return {"$": "tuple", "items": [self._tree(v, layout, depth + 1) for v in tuple.__iter__(value)]}
        if isinstance(value, list):
            return [self._tree(v, layout, depth + 1) for v in list.__iter__(value)]
        return opaque(value)

    def _array(self, array: np.ndarray, dtype: str, device: str, kind: str) -> dict[str, Any]:
        # A copy: the learner's code may go on writing to the memory that this array shows.
        self.arrays.append(np.array(array, order="C", copy=True, subok=False))
        return {"$": "array", "i": len(self.arrays) - 1, "dtype": dtype, "device": device, "kind": kind}


def opaque(value: Any) -> dict[str, Any]:
    """Tell a value that cannot cross by its type and a short text."""
    kind = type(value)
    name = kind.__name__ if kind.__module__ == "builtins" else "%s.%s" % (kind.__module__, kind.__name__)
    try:
        text = repr(value)[:200]
    except BaseException as error:  # noqa: BLE001  a learner's __repr__ may raise anything
        text = "<repr raised %s>" % type(error).__name__
    return {"$": "opaque", "type": name[:200], "text": text}
