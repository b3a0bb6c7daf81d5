"""The runtime shim under which a user's own checkout of upstream neon 2.x runs on today's Python and NumPy.

Nothing of the checkout is edited or copied: names that Python and NumPy dropped are put back before neon is
imported, and a few methods are wrapped afterwards. `install(checkout)` does both.
"""

from __future__ import annotations

import importlib
import inspect
import logging
import signal
import sys
import threading
import types
from collections import namedtuple
from pathlib import Path
from typing import Any, Callable

import numpy as np

from .checkout import REQUIRED, checkout_version

NEEDS = ("h5py", "appdirs", "future", "configargparse", "yaml", "filelock", "cpuinfo", "tqdm", "PIL")
"""Modules that upstream neon imports; which of them are missing, `missing()` says."""


def missing() -> list[str]:
    """Return the names of required modules that this interpreter lacks, without importing them."""
    import importlib.util

    return [name for name in REQUIRED if importlib.util.find_spec(name) is None]


def install(checkout: str) -> None:
    """Put the checkout on `sys.path`, prepare Python and NumPy, import neon and wrap what broke since.

    Args:
        checkout: the folder that holds the package `neon`.

    Raises:
        ImportError: the folder holds no neon, or a package that neon needs is missing.
    """
    folder = Path(checkout)
    if not (folder / "neon" / "__init__.py").is_file():
        raise ImportError("there is no package neon in {}".format(folder))
    _restore_numpy_names()
    _restore_getargspec()
    _relax_signal()
    _restore_fromstring()
    sys.path.insert(0, str(folder))
    _supply_version(folder)
    quiet = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        importlib.import_module("neon.backends")
        _patch_h5py()
        _patch_onehot()
        _patch_numbers()
    finally:
        logging.disable(quiet)


# before the import -------------------------------------------------------------------------------------------
def _restore_numpy_names() -> None:
    """np.float, np.int, np.long, np.bool, np.object, np.str: gone since NumPy 1.24."""
    gone = {"float": float, "int": int, "long": int, "bool": bool, "object": object, "str": str}
    for name, value in gone.items():
        if name not in np.__dict__:
            setattr(np, name, value)


def _restore_getargspec() -> None:
    """inspect.getargspec: gone since Python 3.11."""
    if hasattr(inspect, "getargspec"):
        return
    ArgSpec = namedtuple("ArgSpec", ["args", "varargs", "keywords", "defaults"])

    def getargspec(function: Callable[..., Any]) -> Any:
        full = inspect.getfullargspec(function)
        return ArgSpec(full.args, full.varargs, full.varkw, full.defaults)

    inspect.getargspec = getargspec  # type: ignore[attr-defined]


def _relax_signal() -> None:
    """Let `fit` install its handler of Ctrl-C from a thread that is not the main one: it has no effect there."""
    original = signal.signal
    if getattr(original, "_relaxed", False):
        return

    def relaxed(number: Any, handler: Any) -> Any:
        if threading.current_thread() is threading.main_thread():
            return original(number, handler)
        return signal.getsignal(number)

    relaxed._relaxed = True  # type: ignore[attr-defined]
    signal.signal = relaxed  # type: ignore[assignment]


def _restore_fromstring() -> None:
    """np.fromstring without a separator: gone since NumPy 2.3."""
    original = np.fromstring

    def fromstring(text: Any, dtype: Any = float, count: int = -1, sep: str = "", **options: Any) -> Any:
        if sep == "":
            return np.frombuffer(text, dtype=dtype, count=count).copy()
        return original(text, dtype=dtype, count=count, sep=sep, **options)

    np.fromstring = fromstring  # type: ignore[assignment]


def _supply_version(folder: Path) -> None:
    """neon/version.py is written by upstream's own build; an unbuilt checkout lacks it."""
    if (folder / "neon" / "version.py").is_file() or "neon.version" in sys.modules:
        return
    module = types.ModuleType("neon.version")
    module.VERSION = checkout_version(folder)  # type: ignore[attr-defined]
    module.__file__ = __file__
    sys.modules["neon.version"] = module


# after the import --------------------------------------------------------------------------------------------
def _patch_h5py() -> None:
    """h5py 3 opens files read-only by default, and newer ones refuse floats as indices."""
    import h5py

    plain = h5py.File
    if getattr(plain, "_neon_mode", False):
        return

    class File(plain):  # type: ignore[misc, valid-type]
        """h5py.File with the default mode of h5py 2."""

        _neon_mode = True

        def __init__(self, name: Any, mode: str = "a", *args: Any, **options: Any) -> None:
            super().__init__(name, mode, *args, **options)

    h5py.File = File
    for method in ("__getitem__", "__setitem__"):
        setattr(h5py.Dataset, method, _whole_index(getattr(h5py.Dataset, method)))


def _whole_index(function: Callable[..., Any]) -> Callable[..., Any]:
    """Turn whole floats in an index into ints."""

    def whole(part: Any) -> Any:
        if isinstance(part, (float, np.floating)) and float(part).is_integer():
            return int(part)
        if isinstance(part, slice):
            return slice(whole(part.start), whole(part.stop), whole(part.step))
        return part

    def indexed(self: Any, key: Any, *rest: Any) -> Any:
        if isinstance(key, (float, np.floating, slice)):
            key = whole(key)
        elif isinstance(key, tuple):
            key = tuple(whole(part) for part in key)
        return function(self, key, *rest)

    return indexed


def _patch_onehot() -> None:
    """One-hot assignments index with a nested list, which NumPy 1.23 and later read as one array."""
    from neon.backends.nervanacpu import NervanaCPU  # type: ignore[import-not-found, unused-ignore]

    original = NervanaCPU.execute

    def execute(self: Any, optree: Any, *args: Any, **options: Any) -> Any:
        if isinstance(optree, tuple) and optree[0].get("op") == "assign":
            right = optree[2]
            if isinstance(right, tuple) and right[0].get("op") == "onehot":
                _write_onehot(optree[1]._tensor, right[0]["idx"]._tensor, right[0]["axis"])
                return optree[1]
        return original(self, optree, *args, **options)

    NervanaCPU.execute = execute


def _write_onehot(target: Any, labels: Any, axis: int) -> None:
    """Write one-hot columns (axis 0) or rows (axis 1)."""
    labels = labels.reshape(-1)
    positions = np.arange(labels.size)
    target[...] = 0
    target[(labels, positions) if axis == 0 else (positions, labels)] = 1


class Number(np.ndarray):
    """An array of one element that float(), int() and '%f' accept, as NumPy did before 2.4."""

    def __float__(self) -> float:
        return float(self.item())

    def __int__(self) -> int:
        return int(self.item())

    def __format__(self, spec: str) -> str:
        return format(self.item(), spec) if spec and self.size == 1 else str(np.asarray(self))

    def __array_wrap__(self, array: Any, context: Any = None, return_scalar: bool = False) -> Any:
        return number(np.asarray(array))


def number(array: Any) -> Any:
    """View an array of one element as a Number; leave anything else as it is."""
    if isinstance(array, np.ndarray) and array.size == 1 and array.ndim:
        return array.view(Number)
    return array


def _patch_numbers() -> None:
    """Costs, metrics and tensors of one element convert to Python numbers again."""
    from neon.backends.nervanacpu import CPUTensor
    from neon.models import Model  # type: ignore[import-not-found, unused-ignore]

    for cls, name in ((CPUTensor, "get"), (Model, "eval")):
        original = getattr(cls, name)

        def converted(self: Any, *args: Any, _original: Any = original, **options: Any) -> Any:
            return number(_original(self, *args, **options))

        setattr(cls, name, converted)

    def get_total(self: Any) -> Any:
        return self.__dict__.get("_total_cost")

    def set_total(self: Any, value: Any) -> None:
        self.__dict__["_total_cost"] = number(value)

    Model.total_cost = property(get_total, set_total)
