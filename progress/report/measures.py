"""The figures of an analysis, each computed from rows of the report and attempts of the log.

NumPy and SciPy are imported only when there is enough data for a statistic: the gates are tried here first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from math import ceil, log10

from progress.projections import Attempt
from progress.report.findings import LearningCurve, Pair, PairTimes, Point, Rate, Side, SkillRow, Typical
from progress.report.model import DONE, TaskProgress
from progress.stats.results import Band, Curve, Estimate, LearningRate, Ratio, Shares, Skill, TooLittleData
from progress.stats.shares import ERROR_CLASSES, Spell, error_shares, spells
from progress.timing import SECOND

ENOUGH = 6  # tasks: below it no interval
ENOUGH_TO_FIT = 20  # tasks: below it no learning rate
OPPORTUNITIES = 3
BAND_POINTS = 40
Counted = Callable[[TaskProgress], bool]
Time = Callable[[TaskProgress], float]
IDLE_LIMITS: tuple[Time, Time, Time] = (
    lambda row: row.active_s,
    lambda row: row.active_5_s,
    lambda row: row.active_15_s,
)


def by_framework(rows: Iterable[TaskProgress], frameworks: Iterable[str]) -> dict[str, list[TaskProgress]]:
    """Return the rows of each framework, in the order of completion; those not completed come last."""
    found: dict[str, list[TaskProgress]] = {framework: [] for framework in frameworks}
    for row in sorted(rows, key=lambda row: row.completed_at.timestamp() if row.completed_at else float("inf")):
        found[row.framework].append(row)
    return found


def learning_curve(framework: str, rows: Sequence[TaskProgress], counted: Counted) -> LearningCurve:
    """Return one framework's curve. `rows` in the order of completion; practice counts those not `counted`, too."""
    done = [(practice, row) for practice, row in enumerate((row for row in rows if row.state in DONE), start=1)]
    shown = [(practice, row) for practice, row in done if counted(row) and row.active_s > 0 and _par(row) > 0]
    fitted = [(practice, row) for practice, row in shown if row.state != "revealed"]
    value, at_5, at_15 = (_rate(fitted, time) for time in IDLE_LIMITS)
    return LearningCurve(
        framework=framework,
        points=tuple(_point(practice, row) for practice, row in shown),
        rate=Rate(value=value, at_5=at_5, at_15=at_15, depends_on_idle=_differ(value, at_5, at_15)),
        band=None if isinstance(value, TooLittleData) else _band(value, fitted[0][0], fitted[-1][0]),
    )


def side(framework: str, rows: Sequence[TaskProgress], cap: float | None) -> Side:
    """Return one framework's column: typical time over par, and the share solved by each multiple of par up to `cap`.

    `rows` are those that count, in the order of completion.
    """
    solved = [row for row in rows if solved_alone(row) and _par(row) > 0]
    timed = [row for row in solved if row.active_s > 0]
    value, at_5, at_15 = (_typical(timed, time) for time in IDLE_LIMITS)
    watched = [(row, outcome) for row in rows if (outcome := _outcome(row)) and _par(row) > 0]
    outcomes = [outcome for _, outcome in watched]
    return Side(
        framework=framework,
        solved=len(timed),
        gave_up=outcomes.count("gave_up"),
        open=outcomes.count("open"),
        untimed=len(solved) - len(timed),
        times=tuple(row.active_s / _par(row) for row in timed),
        typical=Typical(value=value, at_5=at_5, at_15=at_15, depends_on_idle=_differ(value, at_5, at_15)),
        solved_by=_solved_by([row.active_s / _par(row) for row, _ in watched], outcomes, cap),
        ease=tuple(sum(row.ease == answer for row in rows) for answer in range(1, 8)),
    )


def cap_of(rows: Iterable[TaskProgress]) -> float | None:
    """Return the multiple of par up to which all frameworks are followed: the longest seen, rounded up; or None."""
    longest = max((row.active_s / _par(row) for row in rows if _outcome(row) and _par(row) > 0), default=0.0)
    if longest <= 0:
        return None
    scale: float = 10.0 ** ceil(log10(longest) - 1)
    return float(f"{max(ceil(longest / scale), 1) * scale:.6g}")


def pairs(frameworks: Sequence[str], rows: Iterable[TaskProgress], titles: Callable[[str], str]) -> tuple[Pair, ...]:
    """Return every pair of frameworks with a task that was solved in both, with time to be seen."""
    solved: dict[str, dict[str, TaskProgress]] = {framework: {} for framework in frameworks}
    for row in rows:
        if solved_alone(row) and row.active_s > 0:
            solved[row.framework][row.info.id] = row
    found = []
    for a, b in combinations(frameworks, 2):
        both = [(solved[a][task], solved[b][task]) for task in solved[a] if task in solved[b]]
        if both:
            found.append(_pair(a, b, both, (titles(a), titles(b))))
    return tuple(found)


def skills(attempts: Iterable[Attempt], skill_of: Callable[[str], str]) -> tuple[SkillRow, ...]:
    """Return each skill's opportunities, in the order of the first of them, and what the model says of it."""
    first = [attempt for attempt in attempts if attempt.number == 1]
    right: dict[str, list[bool]] = {}
    for attempt in first:
        passed = attempt.outcome == "passed" and not attempt.helped
        right.setdefault(skill_of(attempt.task), []).append(passed)
    found: dict[str, Skill | TooLittleData] = {}
    if any(len(tries) >= ENOUGH for tries in right.values()):
        from progress.stats import FirstAttempt, additive_factors

        rows = [
            FirstAttempt(skill_of(attempt.task), attempt.outcome == "passed" and not attempt.helped)
            for attempt in first
        ]
        model = additive_factors(rows)
        found = {} if isinstance(model, TooLittleData) else model.skills
    return tuple(_skill(skill, tries, found.get(skill)) for skill, tries in right.items())


def where_time_went(
    rows: Iterable[TaskProgress], tries: dict[tuple[str, str], list[Attempt]], since: int | None
) -> Shares:
    """Return the active time up to each first pass by error class, unit and framework, from `since` (UTC, ns) on."""
    found: list[Spell] = []
    for row in rows:
        end = row.active_s
        own = [attempt for attempt in tries.get((row.info.id, row.framework), ()) if not attempt.later]
        before = [attempt for attempt in own if since is not None and attempt.utc < since]
        all_of_it = _spells(own, end, row)
        # The first spells are, one for one, those that had ended by `since`.
        found += all_of_it[len(_spells(before, before[-1].active / SECOND, row)) if before else 0 :]
    return error_shares(found)


def solved_alone(row: TaskProgress) -> bool:
    """Whether a task was completed without its solution, with hints or without."""
    return row.state in ("unaided", "aided")


def _outcome(row: TaskProgress) -> str | None:
    if solved_alone(row):
        return "solved" if row.active_s > 0 else None
    if row.state in ("revealed", "skipped") or row.solution_shown:
        return "gave_up"
    return "open" if row.state == "open" and row.active_s > 0 else None


def _par(row: TaskProgress) -> float:
    return 60 * row.info.par_minutes


def _point(practice: int, row: TaskProgress) -> Point:
    return Point(
        practice=practice,
        task=row.info.key,
        title=row.info.title,
        state=row.state,
        time_s=row.active_s,
        par_s=_par(row),
        of_par=row.active_s / _par(row),
        completed_at=row.completed_at,
    )


def _rate(fitted: Sequence[tuple[int, TaskProgress]], time: Time) -> LearningRate | TooLittleData:
    timed = [(practice, row) for practice, row in fitted if time(row) > 0]
    if len(timed) < ENOUGH_TO_FIT:
        return TooLittleData(len(timed), ENOUGH_TO_FIT, "tasks")
    from progress.stats import learning_rate

    return learning_rate(
        [time(row) for _, row in timed],
        [_par(row) for _, row in timed],
        practice=[practice for practice, _ in timed],
    )


def _band(rate: LearningRate, first: int, last: int) -> Band:
    step = (last / first) ** (1 / (BAND_POINTS - 1))
    return rate.band(tuple(max(1.0, first * step**place) for place in range(BAND_POINTS)))


def _typical(timed: Sequence[TaskProgress], time: Time) -> Estimate | TooLittleData:
    times = [time(row) / _par(row) for row in timed if time(row) > 0]
    if len(times) < ENOUGH:
        return TooLittleData(len(times), ENOUGH, "tasks")
    from progress.stats import typical_time

    return typical_time(times)


def _solved_by(durations: Sequence[float], outcomes: Sequence[str], cap: float | None) -> Curve | TooLittleData:
    if len(durations) < ENOUGH:
        return TooLittleData(len(durations), ENOUGH, "tasks")
    if cap is None:
        return TooLittleData(0, ENOUGH, "tasks with time to be seen")
    from progress.stats import cumulative_solved

    return cumulative_solved(durations, outcomes, cap)


def _pair(a: str, b: str, both: Sequence[tuple[TaskProgress, TaskProgress]], names: tuple[str, str]) -> Pair:
    first = [_opened(one) <= _opened(other) for one, other in both]
    value, at_5, at_15 = (_ratio(both, first, names, time) for time in IDLE_LIMITS)
    return Pair(
        a=a,
        b=b,
        tasks=tuple(
            PairTimes(task=one.info.key, a_s=one.active_s, b_s=other.active_s, a_first=before)
            for (one, other), before in zip(both, first, strict=True)
        ),
        ratio=value,
        at_5=at_5,
        at_15=at_15,
        depends_on_idle=_differ(value, at_5, at_15),
    )


def _ratio(
    both: Sequence[tuple[TaskProgress, TaskProgress]], first: Sequence[bool], names: tuple[str, str], time: Time
) -> Ratio | TooLittleData:
    timed = [
        (time(one), time(other), before)
        for (one, other), before in zip(both, first, strict=True)
        if time(one) > 0 and time(other) > 0
    ]
    if len(timed) < ENOUGH:
        return TooLittleData(len(timed), ENOUGH, "tasks done in both")
    from progress.stats import framework_ratio

    times_a, times_b, a_first = zip(*timed, strict=True)
    return framework_ratio(times_a, times_b, a_first=a_first, names=names)


def _opened(row: TaskProgress) -> float:
    return row.opened_at.timestamp() if row.opened_at else 0.0


def _differ(*found: Estimate | LearningRate | Ratio | TooLittleData) -> bool:
    """Whether the conclusion (below 1, above 1, either, nothing to say) depends on how long a pause counts as work."""
    return len({_conclusion(one) for one in found}) > 1


def _conclusion(found: Estimate | LearningRate | Ratio | TooLittleData) -> str:
    if isinstance(found, TooLittleData):
        return "nothing"
    return "below" if found.high < 1 else "above" if found.low > 1 else "either"


def _skill(skill: str, tries: list[bool], found: Skill | TooLittleData | None) -> SkillRow:
    if found is None:
        found = TooLittleData(len(tries), ENOUGH, "first attempts")
    label = "too little data" if isinstance(found, TooLittleData) else found.label
    return SkillRow(skill=skill, right=tuple(tries), model=found, label=label)


def _spells(own: Sequence[Attempt], end: float, row: TaskProgress) -> list[Spell]:
    moments = [attempt.active / SECOND for attempt in own]
    errors = [None if attempt.outcome == "passed" else _error(attempt) for attempt in own]
    end = max(end, moments[-1]) if moments else end
    return spells(moments, errors, end, unit=row.info.unit, framework=row.framework)


def _error(attempt: Attempt) -> str:
    return attempt.error_class if attempt.error_class in ERROR_CLASSES else "other"
