"""What a report says, as frozen values without a face; `msgspec.json.encode` of a Report is `dltutor report --json`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import msgspec

from progress.materialised import current
from progress.projections import Projection, TaskState
from progress.store import Log
from progress.timing import SECOND, Key, Times

State = Literal["new", "open", "unaided", "aided", "revealed", "skipped"]
DONE: frozenset[str] = frozenset({"unaided", "aided", "revealed"})


class TaskInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What the report needs to know of a task. `frameworks` empty: it is offered in all of them.

    `project` names what it is a stage of, if it is one.
    """

    id: str
    key: str
    title: str
    unit: str
    skill: str
    level: int
    par_minutes: float
    frameworks: tuple[str, ...] = ()
    project: str | None = None


class TaskProgress(msgspec.Struct, frozen=True, kw_only=True):
    """One task in one framework. Times are seconds and, like attempts and hints, stop at the first pass:
    what came after (a retake, another look) stands in the `later_` fields and changes nothing else.

    `active_s` leaves out gaps over 10 minutes and the time checks ran (`machine_s`); `active_5_s`, `active_15_s`
    do so at 5 and 15 minutes; `wall_s` leaves out nothing. `hints` counts different hints. `state` is unaided with
    no hint beyond the first and no solution seen, aided with a further hint, revealed with the solution.
    `notes` says what to doubt: "wall clock" (part of the time rests on the wall clock between two starts of the
    machine), "clock set" (somebody set the clock), "asleep" (the machine slept, which was subtracted).
    """

    info: TaskInfo
    framework: str
    state: State
    attempts: int = 0
    hints: int = 0
    solution_shown: bool = False
    active_s: float = 0.0
    active_5_s: float = 0.0
    active_15_s: float = 0.0
    wall_s: float = 0.0
    machine_s: float = 0.0
    asleep_s: float = 0.0
    opened_at: datetime | None = None
    completed_at: datetime | None = None
    time_to_completion_s: float | None = None
    last_activity: datetime | None = None
    gave_up: bool = False
    ease: int | None = None
    docs_opened: int = 0
    resets: int = 0
    later_attempts: int = 0
    later_active_s: float = 0.0
    notes: tuple[str, ...] = ()


class FrameworkProgress(msgspec.Struct, frozen=True, kw_only=True):
    """One framework: tasks done of those offered, and by which help; active time and attempts with retakes.

    `installing_s` is the time installs took; it is part of no task's time.
    """

    done: int
    total: int
    unaided: int = 0
    aided: int = 0
    revealed: int = 0
    skipped: int = 0
    active_s: float = 0.0
    machine_s: float = 0.0
    installing_s: float = 0.0
    attempts: int = 0
    hints: int = 0
    last_activity: datetime | None = None


class Day(msgspec.Struct, frozen=True):
    """Active time on one local day in one framework."""

    date: date
    framework: str
    active_s: float


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The whole report. `last` is the (task key, framework) to continue with. `tasks` is in the order of the
    curriculum, framework by framework within a task. `unlisted` counts tasks that were worked on and that the
    curriculum no longer has.
    """

    schema: str = "dltutor.report/1"
    learner: str | None = None
    events: int = 0
    frameworks: dict[str, FrameworkProgress] = {}
    tasks: tuple[TaskProgress, ...] = ()
    last: tuple[str, str] | None = None
    days: tuple[Day, ...] = ()
    unlisted: int = 0


def build(log: Log, tasks: Sequence[TaskInfo], frameworks: Sequence[str]) -> Report:
    """Make the report of a log over the curriculum's tasks and frameworks. Raises a ProgressError."""
    return of_projection(current(log), log.learner, tasks, frameworks)


def of_projection(
    projection: Projection, learner: str | None, tasks: Sequence[TaskInfo], frameworks: Sequence[str]
) -> Report:
    """Make the report of what a log adds up to."""
    extra = projection.line.tail()
    shown = tuple(
        _task(info, framework, projection, extra)
        for info in tasks
        for framework in frameworks
        if not info.frameworks or framework in info.frameworks
    )
    known = {(row.info.id, row.framework) for row in shown}
    return Report(
        learner=learner,
        events=projection.seq,
        frameworks={framework: _framework(framework, shown, projection) for framework in frameworks},
        tasks=shown,
        last=_last(shown),
        days=tuple(
            Day(date(1970, 1, 1) + timedelta(days=day), framework, active / SECOND)
            for (day, framework), active in sorted(projection.line.days.items())
        ),
        unlisted=len(projection.tasks.keys() - known),
    )


def _task(info: TaskInfo, framework: str, projection: Projection, extra: tuple[Key, int] | None) -> TaskProgress:
    key = (info.id, framework)
    state = projection.tasks.get(key)
    first, later = projection.times(key)
    if state is None:
        return TaskProgress(info=info, framework=framework, state="new")
    # A task that is open right now counts up to its last heartbeat, until the next signal says better.
    tail = extra[1] if extra is not None and extra[0] == key else 0
    before, after = (0, tail) if state.completed_utc is not None else (tail, 0)
    active = (first.active_10 + before) / SECOND
    return TaskProgress(
        info=info,
        framework=framework,
        state=_state(state),
        attempts=state.attempts,
        hints=state.hint_levels.bit_count(),
        solution_shown=bool(state.solution_shown),
        active_s=active,
        active_5_s=(first.active_5 + (before if before <= 300 * SECOND else 0)) / SECOND,
        active_15_s=(first.active_15 + before) / SECOND,
        wall_s=(first.wall + before) / SECOND,
        machine_s=first.machine / SECOND,
        asleep_s=first.asleep / SECOND,
        opened_at=_moment(state.opened_utc),
        completed_at=_moment(state.completed_utc),
        time_to_completion_s=active if state.completed_utc is not None else None,
        last_activity=_moment(max(first.last_utc, later.last_utc)),
        gave_up=bool(state.gave_up),
        ease=state.ease,
        docs_opened=state.docs_opened,
        resets=state.resets,
        later_attempts=state.later_attempts,
        later_active_s=(later.active_10 + after) / SECOND,
        notes=_notes(first),
    )


def _state(state: TaskState) -> State:
    if state.completed_utc is not None:
        return state.help  # type: ignore[return-value]  # one of the three that `helped` returns
    return "skipped" if state.skipped_utc is not None else "open"


def _notes(times: Times) -> tuple[str, ...]:
    found = (("wall clock", times.by_wall_clock), ("clock set", times.clock_changes), ("asleep", times.asleep))
    return tuple(name for name, amount in found if amount)


def _framework(framework: str, shown: Sequence[TaskProgress], projection: Projection) -> FrameworkProgress:
    rows = [row for row in shown if row.framework == framework]
    count: Mapping[str, int] = {state: sum(row.state == state for row in rows) for state in (*DONE, "skipped")}
    return FrameworkProgress(
        done=sum(count[state] for state in DONE),
        total=len(rows),
        unaided=count["unaided"],
        aided=count["aided"],
        revealed=count["revealed"],
        skipped=count["skipped"],
        active_s=sum(row.active_s + row.later_active_s for row in rows),
        machine_s=sum(times.machine for row in rows for times in projection.times((row.info.id, framework))) / SECOND,
        installing_s=projection.line.times.get(("", framework), Times()).machine / SECOND,
        attempts=sum(row.attempts + row.later_attempts for row in rows),
        hints=sum(row.hints for row in rows),
        last_activity=max((row.last_activity for row in rows if row.last_activity), default=None),
    )


def _last(shown: Sequence[TaskProgress]) -> tuple[str, str] | None:
    touched = [row for row in shown if row.last_activity is not None]
    if not touched:
        return None
    row = max(touched, key=lambda row: row.last_activity or datetime.min)
    return row.info.key, row.framework


def _moment(utc: int | None) -> datetime | None:
    return datetime.fromtimestamp(utc / SECOND, UTC) if utc else None
