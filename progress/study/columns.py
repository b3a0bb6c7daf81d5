"""The columns of a study: checked, coded, and put in the order in which frameworks were taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from progress.stats.inputs import Floats, column, same_length

Columns = Mapping[str, Sequence[Any] | npt.NDArray[Any]]
Codes = npt.NDArray[np.intp]
FEW = 12  # names so few that comparing with each is quicker than sorting
NONE = ""  # the previous framework of a learner's first


class Coded(NamedTuple):
    """A column of names as places in `names`, which is sorted."""

    codes: Codes
    names: tuple[Any, ...]


class Records(NamedTuple):
    """One row per completed task: who, which task, in which framework, when in the order, ln of the time."""

    learner: Coded
    task: Coded
    framework: npt.NDArray[Any]
    period: npt.NDArray[np.int64]
    previous: npt.NDArray[Any]
    log_time: Floats

    def part(self, rows: slice) -> Records:
        """Return some of the rows."""
        learner, task = (Coded(column.codes[rows], column.names) for column in (self.learner, self.task))
        return Records(learner, task, self.framework[rows], self.period[rows], self.previous[rows], self.log_time[rows])


class Kinds(NamedTuple):
    """Rows by their kind: what of a row matters beside learner, task and time. `rows[code]` is the first of a kind."""

    codes: Codes
    rows: Codes
    of: Records

    def records(self, task: Coded, kinds: Codes) -> Records:
        """Return made-up rows of these tasks and kinds, of nobody, with no time."""
        rows = self.rows[kinds]
        nobody = Coded(np.zeros(len(rows), dtype=np.intp), ("",))
        of = self.of
        return Records(nobody, task, of.framework[rows], of.period[rows], of.previous[rows], np.zeros(len(rows)))


def kinds_of(rows: Records) -> Kinds:
    """Return the kinds of `rows` that there are: framework, period and previous framework."""
    together = np.zeros(len(rows.log_time), dtype=np.intp)
    for values in (rows.framework, rows.period, rows.previous):
        column_ = coded(values)
        together = together * max(len(column_.names), 1) + column_.codes
    kinds = coded(together)
    first = np.zeros(len(kinds.names), dtype=np.intp)
    first[kinds.codes[::-1]] = np.arange(len(together))[::-1]
    return Kinds(kinds.codes, first, rows)


def _levels(values: npt.NDArray[Any], most: int) -> list[Any] | None:
    """Return the different values of a column without sorting it; None if they are more than `most`."""
    found: list[Any] = []
    left = values
    while len(left):
        if len(found) == most:
            return None
        found.append(left[0])
        left = left[left != found[-1]]
    return found


def _places(values: npt.NDArray[Any], names: Sequence[Any]) -> Codes:
    """Return the place in `names` of each value."""
    places = np.zeros(len(values), dtype=np.intp)
    for place, name in enumerate(names):
        places[values == name] = place
    return places


def coded(values: Sequence[Any] | npt.NDArray[Any]) -> Coded:
    """Return `values` (all strings or all whole numbers) as codes."""
    array = np.asarray(values)
    if array.dtype.kind in "iu" and len(array) and array.min() >= 0 and array.max() < 4 * len(array) + 1024:
        there = np.bincount(array) > 0  # whole numbers that lie close together need no sorting
        return Coded((np.cumsum(there) - 1)[array], tuple(np.flatnonzero(there).tolist()))
    few = _levels(array, FEW) if array.dtype.kind == "U" else None
    if few is not None:
        few.sort()
        return Coded(_places(array, few), tuple(str(name) for name in few))
    names, codes = np.unique(array, return_inverse=True)
    return Coded(codes.astype(np.intp), tuple(names.tolist()))


def named(columns: Columns, *names: str) -> list[Any]:
    """Return the columns of these names; ValueError names those that are missing or of unequal length."""
    missing = [name for name in names if name not in columns]
    if missing:
        raise ValueError(f"missing columns: {', '.join(missing)}; there are {', '.join(columns) or 'none'}")
    found = {name: columns[name] for name in names}
    same_length(**found)
    return list(found.values())


def records(columns: Columns) -> Records:
    """Return the rows of columns learner, task, framework, period (1, 2 …), previous ("" for none), seconds (> 0).

    ValueError names a cell that is not as it should be.
    """
    learner, task, framework, period, previous, seconds = named(
        columns, "learner", "task", "framework", "period", "previous", "seconds"
    )
    times = column(seconds, "seconds", positive=True)
    periods = column(period, "period", positive=True)
    whole = periods == np.floor(periods)
    if not whole.all():
        index = int(np.argmin(whole))
        raise ValueError(f"period[{index}] is {periods[index]:g}; expected a whole number from 1")
    before, frameworks = np.asarray(previous, dtype=np.str_), np.asarray(framework, dtype=np.str_)
    wrong = (before == NONE) != (periods == 1)
    if wrong.any():
        index = int(np.argmax(wrong))
        raise ValueError(
            f"previous[{index}] is {str(before[index])!r} in period {periods[index]:g}; "
            "expected none in period 1 and a framework after it"
        )
    return Records(coded(learner), coded(task), frameworks, periods.astype(np.int64), before, np.log(times))


class Orders(NamedTuple):
    """Each learner's place of each framework in the order of first rows: (learners, frameworks), 0 for the first.

    `many[i]` frameworks were begun by learner i; the places of the others come after.
    """

    learner: Coded
    framework: Coded
    places: Codes
    many: Codes


def orders(columns: Columns) -> Orders:
    """Return who took what in which order, by columns learner, framework, started (any number that grows)."""
    learner, framework, started = named(columns, "learner", "framework", "started")
    who, what = coded(learner), coded(framework)
    times, width = column(started, "started"), len(what.names)
    cells = who.codes * width + what.codes
    first = np.full(len(who.names) * width, np.inf)
    np.minimum.at(first, cells, times)
    row = np.full(len(first), len(times), dtype=np.intp)  # of two that began together, the earlier row is the first
    earliest = np.flatnonzero(times == first[cells])
    np.minimum.at(row, cells[earliest], earliest)
    began = np.empty(len(first), dtype=np.intp)
    began[np.lexsort((row, first))] = np.arange(len(first))
    places = began.reshape(-1, width).argsort(axis=1).argsort(axis=1) if width else began.reshape(0, 0)
    return Orders(who, what, places, np.isfinite(first).reshape(len(who.names), width).sum(axis=1))


def orders_taken(columns: Columns) -> dict[Any, tuple[str, ...]]:
    """Return each learner's frameworks in the order of their first row, by columns learner, framework, started.

    `started` is any number that grows with time (seconds, a sequence).
    """
    found = orders(columns)
    names, by_place = found.framework.names, found.places.argsort(axis=1)
    return {
        learner: tuple(names[code] for code in row[:many])
        for learner, row, many in zip(found.learner.names, by_place.tolist(), found.many.tolist(), strict=True)
    }


def placed(columns: Columns) -> dict[str, Any]:
    """Return `columns` with arrays period and previous added, out of learner, framework and started.

    A framework's period is its place in the learner's order of first rows, 1 for the first; its previous
    framework is the one before it there ("" for the first), though its tasks may overlap with later ones.
    """
    found = orders(columns)
    period = found.places[found.learner.codes, found.framework.codes]
    before = found.places.argsort(axis=1)[found.learner.codes, np.maximum(period - 1, 0)]
    names = np.array(found.framework.names, dtype=np.str_)
    previous = np.where(period == 0, NONE, names[before] if len(names) else NONE)
    return {**columns, "period": period + 1, "previous": previous}
