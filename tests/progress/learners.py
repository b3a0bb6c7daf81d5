"""Learners to report on: one who does what a test says, and one invented whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from progress.clock import ManualClock
from progress.events import Event
from progress.recorder import Recorder
from progress.report.analysis import read
from progress.report.findings import Analysis
from progress.report.model import Report, TaskInfo, TaskProgress, build
from progress.store import Log

FRAMEWORKS = ("pytorch", "tensorflow", "neon")
UNITS = ("01-tensors", "02-autodiff", "03-linear-models", "04-layers", "05-training-loop")
SKILLS = ("broadcasting", "autodiff", "loss-functions", "model-building")
ERRORS = ("shape", "dtype", "wrong_value", "api_misuse", "no such class")
VERSIONS = {"pytorch": "2.13.0+cpu", "tensorflow": "2.21.0", "neon": "2.6.0"}
HOSTILE = [
    "[/job:localhost/replica:0/device:GPU:0]",
    "[bold]x[/]",
    "[INFO] done",
    "a\x1b[31mred\x07\r\nb",
    "\u202egnp.exe",
    "<script>alert(1)</script> & <b>",
    "$x^2$ ${} $",
]


def info(name: str, title: str = "", par_minutes: float = 2.0, **more: object) -> TaskInfo:
    return TaskInfo(
        id=name,
        key=f"unit/{name}",
        title=title or name,
        unit="unit",
        skill="s",
        level=1,
        par_minutes=par_minutes,
        **more,
    )


class Learner:
    """Works on tasks; every action takes one minute, a check half a minute more of the machine's."""

    def __init__(self, log: Log, clock: ManualClock) -> None:
        self.recorder, self.clock, self.log = Recorder(log, interface="tui", clock=clock), clock, log
        self.pace_s = 60.0
        self.facts: dict[str, Any] = {}  # what every verdict carries

    def work(self, task: str, framework: str, *actions: str | int) -> Learner:
        self.recorder.open_task(task, framework)
        for action in actions:
            self.clock.pass_s(self.pace_s)
            match action:
                case int():
                    self.recorder.hint_shown(task, framework, action, 3)
                case "solution":
                    self.recorder.solution_shown(task, framework)
                case "skip":
                    self.recorder.skipped(task, framework)
                case "rate":
                    self.recorder.rated(task, framework, 6)
                case outcome:
                    self.recorder.check_started(task, framework, "r", "h")
                    self.clock.pass_s(30)
                    self.recorder.check_finished(task, framework, "r", {"outcome": outcome, **self.facts})
        self.recorder.leave_task()
        return self

    def report(self, tasks: Sequence[TaskInfo] = (info("a"), info("b"))) -> Report:
        return build(self.log, tasks, FRAMEWORKS)

    def progress(self, task: str = "a", framework: str = "neon") -> TaskProgress:
        rows = {(row.info.id, row.framework): row for row in self.report().tasks}
        return rows[task, framework]

    def analysis(
        self, tasks: Sequence[TaskInfo] = (info("a"), info("b")), since: date | None = None, **more: Any
    ) -> Analysis:
        return read(self.log, tasks, more.pop("frameworks", FRAMEWORKS), since=since, now=now(self.clock))


def now(clock: ManualClock) -> datetime:
    return datetime.fromtimestamp(clock.utc / 1e9, UTC)


def curriculum(count: int) -> list[TaskInfo]:
    """So many tasks, in five units, of four skills, with par times of 2 to 5 minutes."""
    return [
        TaskInfo(
            id=f"0000-{place:04d}",
            key=f"{UNITS[place * 5 // count]}/task-{place}",
            title=f"Standardise the columns of matrix {place}",
            unit=UNITS[place * 5 // count],
            skill=SKILLS[place % 4],
            level=1 + place % 5,
            par_minutes=2.0 + place % 4,
        )
        for place in range(count)
    ]


class Invented:
    """Writes the events of a learner who gets faster with practice, is slower in neon, and sometimes gives up."""

    def __init__(self, clock: ManualClock, seed: int = 1) -> None:
        self.clock, self.random, self.events = clock, Random(seed), list[Event]()

    def work(
        self, tasks: Sequence[TaskInfo], frameworks: Sequence[str], failures: Sequence[int] = (0, 0, 1, 2, 3)
    ) -> Invented:
        for place, task in enumerate(tasks):
            order = list(frameworks)
            self.random.shuffle(order)
            for turn, framework in enumerate(order):
                pace = {"pytorch": 1.0, "tensorflow": 1.4, "neon": 1.9}[framework] * (1, 0.8, 0.7)[turn]
                seconds = 120 * task.par_minutes * pace * (place + 1) ** -0.3 * self.random.lognormvariate(0, 0.5)
                self._task(task, framework, seconds, self.random.choice(failures))
            self.clock.pass_s(3600 * self.random.choice((1, 5, 20)))
        return self

    def _task(self, task: TaskInfo, framework: str, seconds: float, failures: int) -> None:
        self._add("task_opened", task, framework)
        for number in range(failures + 1):
            left = seconds / (failures + 1)
            while left > 0:
                self.clock.pass_s(min(left, 120))
                left -= 120
                self._add("signal", task, framework, kind="key", count=1)
            if number and self.random.random() < 0.2:
                self._add("hint_shown", task, framework, level=number + 1, levels=3)
            self._add("check_started", task, framework)
            self.clock.pass_s(3)
            passed = number == failures and self.random.random() > 0.1
            verdict: dict[str, Any] = {"outcome": "passed"} if passed else {
                "outcome": "failed", "error_class": self.random.choice(ERRORS), "stdout": "print(SECRET)"
            }  # fmt: skip
            implementation = "port" if framework == "neon" else ""
            versions = {"framework_version": VERSIONS[framework], "implementation": implementation}
            self._add("check_finished", task, framework, **verdict, **versions)
            if passed:
                self._add("rated", task, framework, ease=self.random.randint(3, 7))
            elif number == failures:
                self._add("task_skipped", task, framework)
        self._add("task_left", task, framework)

    def _add(self, kind: Any, task: TaskInfo, framework: str, /, **payload: Any) -> None:
        at = self.clock.now()._asdict()
        self.events.append(
            Event(**at, session="s", type=kind, task=task.id, framework=framework, attempt="run-1", payload=payload)
        )

    def analysis(
        self, log: Log, tasks: Sequence[TaskInfo], since: date | None = None, frameworks: Sequence[str] = FRAMEWORKS
    ) -> Analysis:
        """Append what was not yet appended, and analyse."""
        log.append(*self.events)
        self.events.clear()
        return read(log, tasks, frameworks, since=since, now=now(self.clock))
