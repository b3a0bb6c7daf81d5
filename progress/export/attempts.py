"""The table of attempts: what studies and spreadsheets read, one row for each check that counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from progress.export.view import pseudonym
from progress.materialised import current
from progress.projections import Projection, TaskState, helped
from progress.report.model import TaskInfo
from progress.store import Log
from progress.timing import SECOND, Key


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One check that counts, or the last word on a task that was not solved (`outcome` gave_up or open).

    `number` counts the attempts at a task in a framework, `later` marks those after its first pass; `active_s` is the
    active time on the task until then (after the first pass: since the first pass). `helped`: with a hint beyond the
    first or the solution seen; `help`, at the first pass and on a last word, says which: unaided, aided, revealed.
    What the curriculum says of a task it no longer has is None.
    """

    learner: str
    seq: int
    utc: int
    task: str
    key: str | None
    unit: str | None
    skill: str | None
    level: int | None
    par_minutes: float | None
    framework: str
    number: int
    outcome: str
    error_class: str | None
    mistake: str | None
    helped: int
    help: str | None
    later: int
    active_s: float
    learner_s: float
    total_s: float
    ease: int | None


COLUMNS = Row.__struct_fields__


def rows(log: Log, tasks: Sequence[TaskInfo], *, anonymise: bool = False) -> Iterator[Row]:
    """Yield the attempts in a log, with what the curriculum says of each task. Raises a ProgressError."""
    learner = log.learner
    if learner is not None:
        yield from rows_of(pseudonym(learner) if anonymise else learner, current(log, attempts=True), tasks)


def rows_of(learner: str, projection: Projection, tasks: Sequence[TaskInfo]) -> Iterator[Row]:
    """Yield the attempts in one learner's projection, in order, and then the last words."""
    known = {info.id: info for info in tasks}
    for attempt in projection.attempts:
        state = projection.tasks[attempt.task, attempt.framework]
        first_pass = attempt.seq == state.completed_seq
        yield Row(
            learner=learner,
            seq=attempt.seq,
            utc=attempt.utc,
            **_of_task(attempt.task, known.get(attempt.task)),
            framework=attempt.framework,
            number=attempt.number,
            outcome=attempt.outcome,
            error_class=attempt.error_class,
            mistake=attempt.mistake,
            helped=attempt.helped,
            help=state.help if first_pass else None,
            later=attempt.later,
            active_s=attempt.active / SECOND,
            learner_s=attempt.learner_s,
            total_s=attempt.total_s,
            ease=state.ease if first_pass else None,
        )
    for key, state in projection.tasks.items():
        if state.completed_utc is None:
            yield _last_word(learner, key, state, projection, known.get(key[0]))


def _last_word(learner: str, key: Key, state: TaskState, projection: Projection, info: TaskInfo | None) -> Row:
    times = projection.times(key)[0]
    return Row(
        learner=learner,
        seq=times.last_seq,
        utc=times.last_utc,
        **_of_task(key[0], info),
        framework=key[1],
        number=state.attempts,
        outcome="open" if state.skipped_utc is None else "gave_up",
        error_class=None,
        mistake=None,
        helped=int(helped(state) != "unaided"),
        help=helped(state),
        later=0,
        active_s=times.active_10 / SECOND,
        learner_s=0.0,
        total_s=0.0,
        ease=state.ease,
    )


def _of_task(task: str, info: TaskInfo | None) -> dict[str, Any]:
    names = ("key", "unit", "skill", "level", "par_minutes")
    return {"task": task, **{name: getattr(info, name) if info else None for name in names}}
