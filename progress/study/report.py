"""What a study says of frameworks: every figure with its n and interval, or the gate that it did not pass."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any, Literal

import msgspec
import numpy as np
import numpy.typing as npt

from progress.stats.inputs import Flags
from progress.stats.intervals import LEVEL
from progress.stats.results import Curve, Ratio, TooLittleData
from progress.study.columns import NONE, Coded, Orders, Records, coded, orders
from progress.study.design import Design, design_of
from progress.study.inputs import AIDED, GAVE_UP, OPEN, REVEALED, SOLVED, UNAIDED, Cells
from progress.study.mixed import fit_records
from progress.study.pooled import pooled_learning_rate, pooled_ratio, pooled_solved
from progress.study.results import MixedModel, NotEstimable, PooledRate

CAP = 60.0  # minutes of active time on one task
SHORTEST = 1.0  # seconds: a pass faster than that was not timed, and has no logarithm worth the name
_ENDINGS = {OPEN: "open", SOLVED: "solved", GAVE_UP: "gave_up"}
Engine = Literal["sums", "statsmodels"]


class FrameworkFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One framework over all learners. `solved` is the share of tasks solved by each minute of active time; a task
    whose solution was seen (`revealed`) counts there as given up.
    """

    framework: str
    learners: int
    tasks: int
    attempts: int
    unaided: int
    aided: int
    revealed: int
    gave_up: int
    open: int
    solved: Curve | TooLittleData
    rate: PooledRate | TooLittleData


class Compared(msgspec.Struct, frozen=True):
    """How many times as long `what` takes as `against`."""

    what: str
    against: str
    ratio: Ratio | TooLittleData


class StudyReport(msgspec.Struct, frozen=True, kw_only=True):
    """The whole report. `untimed` counts the solved tasks that no time could be had of and that are left out."""

    schema: str = "dltutor.study/1"
    design: Design
    learners: int
    tasks: int
    attempts: int
    completed: int
    untimed: int
    cap_minutes: float
    level: float
    frameworks: tuple[FrameworkFigures, ...]
    ratios: tuple[Compared, ...]
    model: MixedModel | NotEstimable | TooLittleData


def report(
    cells: Cells,
    assigned: Mapping[str, tuple[str, ...]] | None = None,
    *,
    cap: float = CAP,
    engine: Engine = "sums",
    level: float = LEVEL,
) -> StudyReport:
    """Return the report of a study; `assigned` tells who was to take the frameworks in which order.

    `cap` is in minutes of active time. Only tasks solved without their solution enter times and the model.
    """
    taken = _orders(cells)
    design = design_of(_taken(taken, cells), assigned)
    timed = (cells.ending == SOLVED) & (cells.seconds >= SHORTEST)
    solved = int((cells.ending == SOLVED).sum())
    return StudyReport(
        design=design,
        learners=len(cells.learner.names),
        tasks=len(cells.task.names),
        attempts=cells.rows,
        completed=solved,
        untimed=solved - int(timed.sum()),
        cap_minutes=cap,
        level=level,
        frameworks=tuple(_framework(cells, code, timed, cap, level) for code in range(len(cells.framework.names))),
        ratios=_ratios(cells, timed, level),
        model=fit_records(_records(cells, taken, timed), label=design.label, engine=engine, level=level),
    )


def _framework(cells: Cells, code: int, timed: Flags, cap: float, level: float) -> FrameworkFigures:
    mine = cells.framework.codes == code
    help_, ending, rows = cells.help[mine], cells.ending[mine], np.flatnonzero(mine & timed & (cells.par > 0))
    words = np.array([_ENDINGS[number] for number in range(3)])
    curve: dict[str, npt.NDArray[Any]] = {
        "learner": cells.learner.codes[mine],
        "duration": cells.seconds[mine] / 60,
        "outcome": words[ending],
    }
    practised: dict[str, npt.NDArray[Any]] = {
        "learner": cells.learner.codes[rows],
        "seconds": cells.seconds[rows],
        "par": cells.par[rows] * 60,
        "practice": cells.practice[rows],
    }
    return FrameworkFigures(
        framework=str(cells.framework.names[code]),
        learners=len(coded(cells.learner.codes[mine]).names),
        tasks=int(mine.sum()),
        attempts=int(cells.attempts[mine].sum()),
        unaided=int((help_ == UNAIDED).sum()),
        aided=int((help_ == AIDED).sum()),
        revealed=int((help_ == REVEALED).sum()),
        gave_up=int(((ending == GAVE_UP) & (help_ != REVEALED)).sum()),
        open=int((ending == OPEN).sum()),
        solved=pooled_solved(curve, cap, level=level),
        rate=pooled_learning_rate(practised, level=level),
    )


def _ratios(cells: Cells, timed: Flags, level: float) -> tuple[Compared, ...]:
    found = []
    for against, what in combinations(range(len(cells.framework.names)), 2):
        rows = np.flatnonzero(timed & np.isin(cells.framework.codes, (against, what)))
        one, other = str(cells.framework.names[what]), str(cells.framework.names[against])
        columns: dict[str, npt.NDArray[Any]] = {
            "learner": cells.learner.codes[rows],
            "task": cells.task.codes[rows],
            "framework": np.where(cells.framework.codes[rows] == what, one, other),
            "seconds": cells.seconds[rows],
            "started": cells.started[rows],
        }
        found.append(Compared(one, other, pooled_ratio(columns, one, other, level=level)))
    return tuple(found)


def _orders(cells: Cells) -> Orders:
    """Return who took what in which order, out of the first attempt of each learner in each framework."""
    width = len(cells.framework.names)
    pairs = cells.learner.codes * width + cells.framework.codes
    first = np.full(len(cells.learner.names) * width, np.iinfo(np.int64).max)
    np.minimum.at(first, pairs, cells.started)
    began = np.flatnonzero(first < np.iinfo(np.int64).max)
    return orders({"learner": began // width, "framework": began % width, "started": _small(first[began])})


def _small(started: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return started - started.min() if len(started) else started


def _taken(taken: Orders, cells: Cells) -> dict[str, tuple[str, ...]]:
    by_place = taken.places.argsort(axis=1).tolist()
    names = [str(cells.framework.names[code]) for code in taken.framework.names]
    return {
        str(cells.learner.names[learner]): tuple(names[code] for code in row[:many])
        for learner, row, many in zip(taken.learner.names, by_place, taken.many.tolist(), strict=True)
    }


def _records(cells: Cells, taken: Orders, timed: Flags) -> Records:
    """Return the rows of the mixed model. Every learner and framework has a cell, so codes in `taken` are ours."""
    rows = np.flatnonzero(timed)
    learner, framework = cells.learner.codes[rows], cells.framework.codes[rows]
    period = taken.places[learner, framework]
    before = taken.places.argsort(axis=1)[learner, np.maximum(period - 1, 0)]
    titles = np.array([str(name) for name in cells.framework.names] or [NONE])
    return Records(
        _used(learner, cells.learner),
        _used(cells.task.codes[rows], cells.task),
        titles[framework],
        period.astype(np.int64) + 1,
        np.where(period == 0, NONE, titles[before]),
        np.log(cells.seconds[rows]),
    )


def _used(codes: npt.NDArray[np.intp], all_: Coded) -> Coded:
    """Return codes of the names that occur, as a task that nobody solved is no term of the model."""
    again = coded(codes)
    return Coded(again.codes, tuple(all_.names[code] for code in again.names))
