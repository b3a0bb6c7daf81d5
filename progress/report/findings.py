"""What an analysis finds, as frozen values without a face. Times are seconds; "of par" is time over the task's par.

Every figure is of first times: what came after a task's first pass (a retake) is in no figure, only in `history`.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from progress.benchmarks import Recorded
from progress.report.model import Report, State
from progress.report.projects import Project
from progress.stats.results import Band, Curve, Estimate, Label, LearningRate, Ratio, Shares, Skill, TooLittleData


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to "what is this?": a definition in a sentence or two, what `n` counts (`of`), and the source."""

    key: str
    title: str
    what: str
    n: int
    of: str
    source: str


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """Work today and in this week (from Monday), retakes included, with tasks first completed.

    `streak` counts days in a row with work, up to today or, if there is none yet today, to yesterday. `next` is the
    (task key, framework) to go on with.
    """

    today: date | None
    today_s: float = 0.0
    today_done: int = 0
    week_s: float = 0.0
    week_done: int = 0
    streak: int = 0
    active_days: int = 0
    next: tuple[str, str] | None = None


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One first completion. `practice` counts the learner's completions in the framework, from 1."""

    practice: int
    task: str
    title: str
    state: State
    time_s: float
    par_s: float
    of_par: float
    completed_at: datetime | None


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """A learning rate with pauses up to 10 minutes counted, beside the same at 5 and 15; see `depends_on_idle`."""

    value: LearningRate | TooLittleData
    at_5: LearningRate | TooLittleData
    at_15: LearningRate | TooLittleData
    depends_on_idle: bool


class Typical(msgspec.Struct, frozen=True, kw_only=True):
    """A typical time over par with pauses up to 10 minutes counted, beside the same at 5 and 15."""

    value: Estimate | TooLittleData
    at_5: Estimate | TooLittleData
    at_15: Estimate | TooLittleData
    depends_on_idle: bool


class LearningCurve(msgspec.Struct, frozen=True, kw_only=True):
    """Time against practice in one framework: every first completion, and the fit where the gate allows one.

    Points with the solution seen ("revealed") count as practice; the fit leaves them out. `band` is the fit at the
    practice it covers, in multiples of par.
    """

    framework: str
    points: tuple[Point, ...]
    rate: Rate
    band: Band | None


class Ran(msgspec.Struct, frozen=True, kw_only=True):
    """A version of a framework that judged so many attempts; neon's `implementation` is "port" or "upstream"."""

    version: str
    attempts: int
    implementation: str = ""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One framework beside the others, in multiples of par.

    `solved`, `gave_up` (skipped, or the solution seen) and `open` count the tasks in `solved_by`, the share solved by
    each time; `untimed` ones were solved with no time to be seen and stand in no figure. `times` are the raw ones of
    those solved, in the order of completion. `ease` counts the answers 1 to 7.
    """

    framework: str
    solved: int
    gave_up: int
    open: int
    untimed: int
    times: tuple[float, ...]
    typical: Typical
    solved_by: Curve | TooLittleData
    ease: tuple[int, ...] = ()
    ran: tuple[Ran, ...] = ()


class PairTimes(msgspec.Struct, frozen=True, kw_only=True):
    """One task solved in both frameworks of a pair."""

    task: str
    a_s: float
    b_s: float
    a_first: bool


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Frameworks `a` and `b` over the tasks solved in both; the order and caveat of a ratio are always printed."""

    a: str
    b: str
    tasks: tuple[PairTimes, ...]
    ratio: Ratio | TooLittleData
    at_5: Ratio | TooLittleData
    at_15: Ratio | TooLittleData
    depends_on_idle: bool


class SkillRow(msgspec.Struct, frozen=True, kw_only=True):
    """One skill: `right` tells, first attempt by first attempt in any framework, whether it passed without help."""

    skill: str
    right: tuple[bool, ...]
    model: Skill | TooLittleData
    label: Label


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt: its verdict, and the active time on the task up to it. `later`: a retake."""

    outcome: str
    error_class: str | None
    mistake: str | None
    active_s: float
    later: bool


class History(msgspec.Struct, frozen=True, kw_only=True):
    """Every attempt at a task (its key) in a framework, in order."""

    task: str
    framework: str
    tried: tuple[Tried, ...]


class Analysis(Report, frozen=True, kw_only=True):
    """A report with what may be said of it. With `since`, figures and `tasks` are of what was done from that day on
    (practice is counted from the beginning all the same); `frameworks`, `days` and `overview` are of everything.
    """

    since: date | None = None
    anonymous: bool = False
    overview: Overview = Overview(today=None)
    curves: tuple[LearningCurve, ...] = ()
    sides: tuple[Side, ...] = ()
    cap: float | None = None
    pairs: tuple[Pair, ...] = ()
    skills: tuple[SkillRow, ...] = ()
    shares: Shares = Shares(0.0, 0, (), (), ())
    history: tuple[History, ...] = ()
    projects: tuple[Project, ...] = ()
    benchmark: Recorded | None = None
    figures: dict[str, Figure] = msgspec.field(default_factory=dict)
