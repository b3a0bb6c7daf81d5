"""The projects of the curriculum: stage by stage in each framework, and what their trainings reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from progress.projections import Attempt
from progress.report.model import TaskProgress
from progress.store import Log

_PAYLOADS = """SELECT e.seq, e.payload FROM json_each(?) j JOIN events e ON e.seq = j.value ORDER BY e.seq"""
LEADING = "mean_return"  # of two trainings, the better one by this figure is shown

Points = tuple[tuple[float, float], ...]


class Training(msgspec.Struct, frozen=True, kw_only=True):
    """The best training of a task in a framework: figures by name, curves against environment steps.

    Best is the one that passed, and of several the one with the highest mean return. `of` counts all of them.
    """

    task: str
    title: str
    framework: str
    passed: bool
    of: int
    measures: dict[str, float]
    curves: dict[str, Points] = {}
    distinction: str = ""
    implementation: str = ""
    built_on: dict[str, str] = {}


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """One project: its stages in order, framework by framework within a stage, and its trainings."""

    name: str
    stages: tuple[TaskProgress, ...]
    trainings: tuple[Training, ...] = ()

    @property
    def begun(self) -> bool:
        """Whether any of it was worked on."""
        return any(stage.state != "new" for stage in self.stages)


class _Judged(msgspec.Struct):
    """What is read of a verdict."""

    outcome: str
    measures: dict[str, float | None] = {}
    curves: dict[str, list[tuple[float, float]]] = {}
    distinction: str = ""
    implementation: str = ""
    project: dict[str, str] = {}


_read = msgspec.json.Decoder(_Judged)


def projects(log: Log, rows: Sequence[TaskProgress], attempts: Iterable[Attempt]) -> tuple[Project, ...]:
    """Return the projects that `rows` belong to, with the best training of each stage that has any."""
    named: dict[str, list[TaskProgress]] = {}
    for row in rows:
        if row.info.project is not None:
            named.setdefault(row.info.project, []).append(row)
    known = {(row.info.id, row.framework): row for row in rows if row.info.project is not None}
    chosen = {attempt.seq: attempt for attempt in attempts if (attempt.task, attempt.framework) in known}
    found: dict[tuple[str, str], list[_Judged]] = {}
    for seq, verdict in _verdicts(log, chosen):
        if verdict.measures:
            found.setdefault((chosen[seq].task, chosen[seq].framework), []).append(verdict)
    return tuple(
        Project(
            name=name,
            stages=tuple(stages),
            trainings=tuple(
                _best(row, found[row.info.id, row.framework])
                for row in stages
                if (row.info.id, row.framework) in found
            ),
        )
        for name, stages in named.items()
    )


def _verdicts(log: Log, seqs: Iterable[int]) -> Iterable[tuple[int, _Judged]]:
    asked = msgspec.json.encode(sorted(seqs)).decode()
    with log.reader() as connection:
        if connection is None or asked == "[]":
            return
        for seq, payload in connection.execute(_PAYLOADS, (asked,)):
            yield seq, _read.decode(payload)


def _best(row: TaskProgress, verdicts: Sequence[_Judged]) -> Training:
    best = max(verdicts, key=lambda one: (one.outcome == "passed", one.measures.get(LEADING) or 0.0))
    return Training(
        task=row.info.key,
        title=row.info.title,
        framework=row.framework,
        passed=best.outcome == "passed",
        of=len(verdicts),
        measures={name: value for name, value in best.measures.items() if value is not None},
        curves={name: tuple(points) for name, points in best.curves.items()},
        distinction=best.distinction,
        implementation=best.implementation,
        built_on=best.project,
    )
