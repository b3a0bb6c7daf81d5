"""The analysis: a report, and beside it every figure that the data allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby

import msgspec

from progress.benchmarks import latest
from progress.materialised import current
from progress.projections import Attempt
from progress.report import measures
from progress.report.definitions import figures
from progress.report.findings import Analysis, History, Overview, Ran, SkillRow, Tried
from progress.report.model import Report, TaskInfo, TaskProgress, of_projection
from progress.report.projects import Project, projects
from progress.report.versions import versions
from progress.report.wording import title_of
from progress.store import Log
from progress.timing import SECOND


def read(
    log: Log,
    tasks: Sequence[TaskInfo],
    frameworks: Sequence[str],
    *,
    since: date | None = None,
    now: datetime | None = None,
) -> Analysis:
    """Analyse a log over the curriculum's tasks and frameworks, `since` a local day; `now` defaults to the clock's.

    Raises a ProgressError. NumPy is imported only if there is enough data for a statistic.
    """
    projection = current(log, attempts=True)
    report = of_projection(projection, log.learner, tasks, frameworks)
    known = {(row.info.id, row.framework) for row in report.tasks}
    attempts = [attempt for attempt in projection.attempts if (attempt.task, attempt.framework) in known]
    ran = versions(log, [attempt for attempt in attempts if not attempt.later])
    begun = tuple(project for project in projects(log, report.tasks, attempts) if project.begun)
    found = analyse(report, attempts, ran, begun, since=since, now=now)
    found = msgspec.structs.replace(found, benchmark=latest(log))
    return msgspec.structs.replace(found, figures=figures(found))


def analyse(
    report: Report,
    attempts: Sequence[Attempt] = (),
    ran: Mapping[str, tuple[Ran, ...]] | None = None,
    begun: tuple[Project, ...] = (),
    *,
    since: date | None = None,
    now: datetime | None = None,
) -> Analysis:
    """Add the figures to a report. `attempts` at its tasks, in the order of the log; `ran` by framework; `begun`, the
    projects that were worked on, of everything whatever `since` says.
    """
    now = (now or datetime.now()).astimezone()
    frameworks = tuple(report.frameworks)
    known = {(row.info.id, row.framework): row for row in report.tasks}
    begins = datetime.combine(since, time()).astimezone(now.tzinfo).timestamp() if since else None
    counted = _counted(begins)
    rows = [row for row in report.tasks if counted(row)]
    ordered = measures.by_framework(report.tasks, frameworks)
    own = measures.by_framework(rows, frameworks)
    cap = measures.cap_of(rows)
    tries = _by_task(attempts)
    start = None if begins is None else int(begins * SECOND)
    curves = (measures.learning_curve(framework, ordered[framework], counted) for framework in frameworks)
    sides = (measures.side(framework, own[framework], cap) for framework in frameworks if _begun(own[framework]))
    found = Analysis(
        **{name: getattr(report, name) for name in Report.__struct_fields__ if name not in ("tasks", "schema")},
        tasks=tuple(rows),
        since=since,
        overview=_overview(report, now.date()),
        curves=tuple(curve for curve in curves if curve.points),
        sides=tuple(msgspec.structs.replace(side, ran=(ran or {}).get(side.framework, ())) for side in sides),
        cap=cap,
        pairs=measures.pairs(frameworks, rows, title_of),
        skills=_skills(attempts, {row.info.id: row.info.skill for row in report.tasks}, start),
        shares=measures.where_time_went(rows, tries, start),
        projects=begun,
        history=tuple(_history(known[key], tries[key]) for key in known if key in tries and counted(known[key])),
    )
    return msgspec.structs.replace(found, figures=figures(found))


def _counted(begins: float | None) -> Callable[[TaskProgress], bool]:
    def counted(row: TaskProgress) -> bool:
        if begins is None:
            return True
        moment = row.completed_at or row.last_activity
        return moment is not None and moment.timestamp() >= begins

    return counted


def _begun(rows: Iterable[TaskProgress]) -> bool:
    return any(row.state != "new" for row in rows)


def _by_task(attempts: Iterable[Attempt]) -> dict[tuple[str, str], list[Attempt]]:
    found: dict[tuple[str, str], list[Attempt]] = {}
    for attempt in attempts:
        found.setdefault((attempt.task, attempt.framework), []).append(attempt)
    return found


def _overview(report: Report, today: date) -> Overview:
    monday = today - timedelta(days=today.weekday())
    worked = {
        day for day, of_day in groupby(report.days, lambda day: day.date) if any(one.active_s > 0 for one in of_day)
    }
    last = today if today in worked else today - timedelta(days=1)
    streak = 0
    while last - timedelta(days=streak) in worked:
        streak += 1
    done = [row.completed_at.astimezone().date() for row in report.tasks if row.completed_at]
    return Overview(
        today=today,
        today_s=sum(day.active_s for day in report.days if day.date == today),
        today_done=done.count(today),
        week_s=sum(day.active_s for day in report.days if monday <= day.date <= today),
        week_done=sum(monday <= day <= today for day in done),
        streak=streak,
        active_days=len(worked),
        next=_next(report),
    )


def _next(report: Report) -> tuple[str, str] | None:
    """The task to go on with: the last one if it is open, else the first of its framework neither done nor skipped."""
    if report.last is None:
        return None
    key, framework = report.last
    left = [row.info.key for row in report.tasks if row.framework == framework and row.state in ("new", "open")]
    if not left:
        return None
    return (key if key in left else left[0]), framework


def _skills(attempts: Sequence[Attempt], skill_of: Mapping[str, str], start: int | None) -> tuple[SkillRow, ...]:
    rows = measures.skills(attempts, skill_of.__getitem__)
    if start is None:
        return rows
    touched = {skill_of[attempt.task] for attempt in attempts if attempt.utc >= start and not attempt.later}
    return tuple(row for row in rows if row.skill in touched)


def _history(row: TaskProgress, tries: Iterable[Attempt]) -> History:
    tried = tuple(
        Tried(
            outcome=attempt.outcome,
            error_class=attempt.error_class,
            mistake=attempt.mistake,
            active_s=attempt.active / SECOND,
            later=bool(attempt.later),
        )
        for attempt in tries
    )
    return History(task=row.info.key, framework=row.framework, tried=tried)
