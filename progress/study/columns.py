"""The columns of a study: checked, coded, and put in the order in which frameworks were taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from progress.stats.inputs import Floats, column, same_length

Columns = Mapping[str, Sequence[Any] | npt.NDArray[Any]]
Codes = npt.NDArray[np.intp]
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


def coded(values: Sequence[Any] | npt.NDArray[Any]) -> Coded:
    """Return `values` (all strings or all whole numbers) as codes."""
    names, codes = np.unique(np.asarray(values), return_inverse=True)
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
    sequence = np.argsort(column(started, "started"), kind="stable")
    width = len(what.names)
    cells, first = np.unique((who.codes * width + what.codes)[sequence], return_index=True)
    began = np.full((len(who.names), width), len(sequence), dtype=np.intp)
    began.flat[cells] = first
    places = began.argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    return Orders(who, what, places, (began < len(sequence)).sum(axis=1))


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
