"""What counts as data: columns are checked here once, and a bad cell is named by its place."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Numbers = Sequence[float] | npt.NDArray[Any]
Truths = Sequence[bool] | Sequence[int] | npt.NDArray[Any]


def column(values: Numbers, name: str, *, positive: bool = False) -> Floats:
    """Return `values` as a float64 vector of finite numbers, ≥ 0, or > 0 if `positive`.

    ValueError names the column, the index and the cell that is not such a number.
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} has a cell that is no number: {error}") from None
    if array.ndim != 1:
        raise ValueError(f"{name} has {array.ndim} dimensions; expected one column")
    good = (array > 0 if positive else array >= 0) & np.isfinite(array)
    if not good.all():
        index = int(np.argmin(good))
        expected = "a finite number above zero" if positive else "a finite number, zero or more"
        raise ValueError(f"{name}[{index}] is {array[index]:g}; expected {expected}")
    return array


def flags(values: Truths, name: str) -> Flags:
    """Return `values` as booleans; each cell must be true, false, 1 or 0 (ValueError names the one that is not)."""
    array = np.asarray(values)
    if array.ndim != 1:
        raise ValueError(f"{name} has {array.ndim} dimensions; expected one column")
    if array.dtype != np.bool_:
        good = np.isin(array, (0, 1)) if array.dtype.kind in "iuf" else np.array([cell in (0, 1) for cell in array])
        if not good.all():
            index = int(np.argmin(good))
            raise ValueError(f"{name}[{index}] is {array.tolist()[index]!r}; expected true or false")
    return array.astype(np.bool_)


def words(values: Sequence[str], name: str, known: Sequence[str]) -> npt.NDArray[np.str_]:
    """Return `values` as a vector of strings out of `known` (ValueError names the one that is not)."""
    for index, cell in enumerate(values):
        if cell not in known:
            raise ValueError(f"{name}[{index}] is {cell!r}; expected one of {', '.join(known)}")
    return np.asarray(values, dtype=np.str_)


def same_length(**columns: Sequence[Any] | npt.NDArray[Any]) -> None:
    """Raise ValueError, with every column's length, unless all are equally long."""
    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} has {length}" for name, length in lengths.items())
        raise ValueError(f"columns of unequal length: {told}")


def positive(value: float, name: str) -> float:
    """Return `value` if it is a finite number above zero, else raise ValueError."""
    if not (isfinite(value) and value > 0):
        raise ValueError(f"{name} is {value!r}; expected a finite number above zero")
    return float(value)
