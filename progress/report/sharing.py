"""A report to give away: what a learner did and how long it took, and nothing that says who or when."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from progress.benchmarks import Recorded
from progress.report.findings import Analysis, History, Overview, Ran, Side
from progress.report.model import TaskProgress
from progress.report.projects import Project
from progress.stats.shares import ERROR_CLASSES

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,39}")  # a name or a version, and no sentence


def anonymise(analysis: Analysis) -> Analysis:
    """Return the analysis with ids replaced, every moment and day dropped, and no text that the learner may have made.

    The learner has no id any more, and tasks are numbered in the order of the report; their keys and titles are the
    curriculum's and stay. There never is code or output in an analysis.
    """
    return msgspec.structs.replace(
        analysis,
        learner=None,
        anonymous=True,
        since=None,
        days=(),
        overview=Overview(today=None, active_days=analysis.overview.active_days),
        frameworks={
            name: msgspec.structs.replace(row, last_activity=None) for name, row in analysis.frameworks.items()
        },
        tasks=_tasks(analysis.tasks),
        curves=tuple(
            msgspec.structs.replace(
                curve, points=tuple(msgspec.structs.replace(point, completed_at=None) for point in curve.points)
            )
            for curve in analysis.curves
        ),
        sides=tuple(_side(side) for side in analysis.sides),
        history=tuple(_history(history) for history in analysis.history),
        projects=tuple(_project(project) for project in analysis.projects),
        benchmark=None if analysis.benchmark is None else _benchmark(analysis.benchmark),
    )


def _benchmark(recorded: Recorded) -> Recorded:
    """The figures and what they ran on, without the moment and without messages, which may name folders."""
    found = recorded.benchmark
    return Recorded(
        None,
        msgspec.structs.replace(
            found,
            versions={_word(name): _word(version.partition(" ")[0]) for name, version in found.versions.items()},
            results=tuple(msgspec.structs.replace(row, note="") for row in found.results),
            failures=tuple(msgspec.structs.replace(row, why="") for row in found.failures),
            left_out=dict.fromkeys(found.left_out, ""),
        ),
    )


def _tasks(rows: Sequence[TaskProgress]) -> tuple[TaskProgress, ...]:
    numbers: dict[str, str] = {}
    for row in rows:
        numbers.setdefault(row.info.id, f"task-{len(numbers) + 1}")
    return tuple(
        msgspec.structs.replace(
            row,
            info=msgspec.structs.replace(row.info, id=numbers[row.info.id]),
            opened_at=None,
            completed_at=None,
            last_activity=None,
        )
        for row in rows
    )


def _project(project: Project) -> Project:
    return msgspec.structs.replace(
        project,
        stages=_tasks(project.stages),
        trainings=tuple(
            msgspec.structs.replace(
                training,
                distinction="",
                implementation=_word(training.implementation),
                measures={name: value for name, value in training.measures.items() if _WORD.fullmatch(name)},
                curves={name: points for name, points in training.curves.items() if _WORD.fullmatch(name)},
                built_on={},
            )
            for training in project.trainings
        ),
    )


def _side(side: Side) -> Side:
    return msgspec.structs.replace(side, ran=tuple(_ran(ran) for ran in side.ran))


def _ran(ran: Ran) -> Ran:
    return msgspec.structs.replace(ran, version=_word(ran.version), implementation=_word(ran.implementation))


def _history(history: History) -> History:
    tried = tuple(
        msgspec.structs.replace(
            one,
            outcome=_word(one.outcome),
            error_class=one.error_class if one.error_class in ERROR_CLASSES else None,
            mistake=_word(one.mistake or "") or None,
        )
        for one in history.tried
    )
    return msgspec.structs.replace(history, tried=tried)


def _word(text: str) -> str:
    return text if _WORD.fullmatch(text) else ""
