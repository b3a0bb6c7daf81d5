"""The report's figures, and how they look at every width."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len

from progress.clock import ManualClock
from progress.events import Event
from progress.recorder import Recorder
from progress.report.model import Report, TaskInfo, TaskProgress, build
from progress.report.terminal import EMPTY, duration, render
from progress.store import Log

FRAMEWORKS = ("pytorch", "tensorflow", "neon")
NOON = 1_772_366_400_000_000_000  # 2026-03-01 12:00 UTC
HOSTILE = [
    "[/job:localhost/replica:0/device:GPU:0]",
    "[bold]x[/]",
    "[INFO] done",
    "a\x1b[31mred\x07\r\nb",
    "\u202egnp.exe",
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

    def work(self, task: str, framework: str, *actions: str | int) -> Learner:
        self.recorder.open_task(task, framework)
        for action in actions:
            self.clock.pass_s(60)
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
                    self.recorder.check_finished(task, framework, "r", {"outcome": outcome})
        self.recorder.leave_task()
        return self

    def report(self, tasks: Sequence[TaskInfo] = (info("a"), info("b"))) -> Report:
        return build(self.log, tasks, FRAMEWORKS)

    def progress(self, task: str = "a", framework: str = "neon") -> TaskProgress:
        rows = {(row.info.id, row.framework): row for row in self.report().tasks}
        return rows[task, framework]


@pytest.fixture
def learner(log: Log, clock: ManualClock) -> Learner:
    return Learner(log, clock)


def test_nothing_done_is_a_report_of_its_own(learner: Learner) -> None:
    report = learner.report()
    assert [row.state for row in report.tasks] == ["new"] * 6
    assert (report.last, report.learner, report.days, report.events) == (None, None, (), 0)
    assert not learner.log.exists


@pytest.mark.parametrize(
    ("actions", "state"),
    [
        (["passed"], "unaided"),
        ([1, "failed", "passed"], "unaided"),
        ([2, "passed"], "aided"),
        ([1, 2, 3, "passed"], "aided"),
        ([1, "solution", "passed"], "revealed"),
        (["failed"], "open"),
        (["environment"], "open"),
        (["skip"], "skipped"),
        (["skip", "failed"], "open"),
        (["skip", 3, "passed"], "aided"),
        (["passed", "solution", 3, "failed", "skip"], "unaided"),
    ],
)
def test_the_state_of_a_task_follows_from_the_help_before_its_first_pass(
    learner: Learner, actions: list[str | int], state: str
) -> None:
    assert learner.work("a", "neon", *actions).progress().state == state


def test_only_the_learners_own_failures_count_as_attempts(learner: Learner) -> None:
    outcomes = ["not_attempted", "environment", "stopped", "failed", "raised", "timed_out", "out_of_memory", "crashed"]
    assert learner.work("a", "neon", *outcomes, "passed").progress().attempts == 6


def test_time_to_completion_is_active_time_until_the_first_pass(learner: Learner) -> None:
    row = learner.work("a", "neon", "failed", "failed", "passed").progress()
    assert (row.time_to_completion_s, row.active_s, row.machine_s, row.wall_s) == (180, 180, 90, 270)
    assert (row.opened_at.isoformat(), row.completed_at.isoformat()) == (
        "2026-03-01T12:00:00+00:00",
        "2026-03-01T12:04:30+00:00",
    )


def test_a_retake_changes_no_first_time_figure(learner: Learner) -> None:
    first = learner.work("a", "neon", 2, "failed", "passed").progress()
    again = learner.work("a", "neon", 3, "solution", "failed", "passed").progress()
    for name in (
        "state",
        "attempts",
        "hints",
        "active_s",
        "wall_s",
        "machine_s",
        "completed_at",
        "time_to_completion_s",
    ):
        assert getattr(again, name) == getattr(first, name), name
    assert (again.later_attempts, again.later_active_s) == (2, 240)
    assert learner.report().frameworks["neon"].attempts == 4


def test_the_same_hint_twice_is_one_hint(learner: Learner) -> None:
    assert learner.work("a", "neon", 1, 1, 2, 2).progress().hints == 2


def test_each_framework_has_its_own_record(learner: Learner) -> None:
    report = learner.work("a", "neon", "passed").work("b", "neon", 2, "passed").work("a", "pytorch", "failed").report()
    neon, pytorch = report.frameworks["neon"], report.frameworks["pytorch"]
    assert (neon.done, neon.total, neon.unaided, neon.aided, neon.revealed) == (2, 2, 1, 1, 0)
    assert (pytorch.done, pytorch.attempts, pytorch.active_s) == (0, 1, 60)
    assert report.frameworks["tensorflow"].last_activity is None
    assert report.last == ("unit/a", "pytorch")


def test_a_task_left_out_of_a_framework_is_not_counted_there(learner: Learner) -> None:
    report = learner.report((info("a"), info("b", frameworks=("neon",))))
    assert [report.frameworks[name].total for name in FRAMEWORKS] == [1, 1, 2]


def test_a_task_open_now_counts_up_to_the_last_heartbeat(learner: Learner) -> None:
    learner.recorder.open_task("a", "neon")
    learner.clock.pass_s(30)
    learner.recorder.heartbeat()
    assert learner.progress().active_s == 30
    learner.clock.pass_s(30)
    learner.recorder.signal("key")
    assert learner.progress().active_s == 60


def test_days_add_up_to_the_active_time(learner: Learner) -> None:
    learner.work("a", "neon", "failed", "failed")
    learner.clock.pass_s(86_400)
    report = learner.work("a", "neon", "passed").report()
    assert [(str(day.date), day.active_s) for day in report.days] == [("2026-03-01", 120), ("2026-03-02", 60)]


def test_what_the_curriculum_no_longer_has_is_mentioned(learner: Learner) -> None:
    assert learner.work("gone", "neon", "passed").report().unlisted == 1


def test_doubtful_clocks_are_noted(learner: Learner) -> None:
    learner.recorder.open_task("a", "neon")
    learner.clock.sleep_s(120)
    learner.recorder.hint_shown("a", "neon", 1, 3)
    learner.clock.set_s(-3600)
    learner.recorder.hint_shown("a", "neon", 1, 3)
    learner.clock.restart(60)
    learner.recorder.hint_shown("a", "neon", 1, 3)
    learner.work("b", "neon", "passed")
    assert learner.progress("a").notes == ("wall clock", "clock set", "asleep")
    assert learner.progress("b").notes == ()


def test_the_ease_is_the_first_answer(learner: Learner) -> None:
    assert learner.work("a", "neon", "passed", "rate").progress().ease == 6


def test_the_report_is_data(learner: Learner) -> None:
    report = learner.work("a", "neon", "passed").report()
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report
    assert msgspec.json.decode(msgspec.json.encode(report))["schema"] == "dltutor.report/1"


# The terminal's face


def busy(tasks: int) -> Report:
    """A report of so many tasks, each done in one framework, open in one, new in one."""
    infos = [info(f"t{n}", f"Standardise the columns of matrix {n}") for n in range(tasks)]
    rows = [
        TaskProgress(
            info=one,
            framework=framework,
            state=("aided", "open", "new")[place],
            attempts=4000 * (2 - place),
            active_s=(n % 97 + 1) * 61.0 * (2 - place),
            time_to_completion_s=(n % 97 + 1) * 122.0 if place == 0 else None,
        )
        for n, one in enumerate(infos)
        for place, framework in enumerate(FRAMEWORKS)
    ]
    empty = build(Log.open(Path("/nonexistent/log")), infos, FRAMEWORKS)
    return msgspec.structs.replace(empty, tasks=tuple(rows))


@pytest.mark.parametrize("width", [20, 40, 59, 60, 79, 80, 100, 120, 200])
@pytest.mark.parametrize("tasks", [0, 1, 9, 300])
def test_no_line_is_wider_than_asked(width: int, tasks: int) -> None:
    lines = render(busy(tasks), width).splitlines()
    assert max(cell_len(line) for line in lines) <= max(width, 40)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_figure_is_cut(width: int) -> None:
    shown = render(busy(9), width)
    for figure in ("18 min 18 s", "2 min 02 s", "9.2 ×"):
        assert figure in shown
    assert "…" not in "".join(line for line in shown.splitlines() if line.startswith(("PyTorch", "TensorFlow", "neon")))


def test_an_empty_report_says_how_to_begin() -> None:
    assert " ".join(EMPTY.split()) in " ".join(render(busy(0)).split())


def test_the_chart_shows_the_latest_and_says_so() -> None:
    shown = render(busy(300), 100)
    assert "The latest 30 of 600; --json has all." in shown
    assert sum("█" in line for line in shown.splitlines()) <= 30
    assert "Completed (300)" in shown


def test_bars_are_as_long_as_their_times(learner: Learner) -> None:
    learner.work("a", "neon", "failed", "failed", "failed", "passed").work("b", "neon", "failed", "passed")
    longer, shorter = (line.count("█") for line in render(learner.report(), 100).splitlines() if "█" in line)
    assert abs(longer - 2 * shorter) <= 1 < shorter  # a bar ends in eighths of a character


@pytest.mark.parametrize("color", [True, False])
@pytest.mark.parametrize("title", HOSTILE, ids=ascii)
def test_titles_are_never_markup_nor_control(learner: Learner, title: str, color: bool) -> None:
    report = learner.work("a", "neon", "passed").report((info("a", title),))
    shown = render(report, 120, color)
    assert "\x07" not in shown
    assert "\u202e" not in shown
    assert "\x1b[31mred" not in shown
    if title.isprintable():
        assert shown.count(title) == 2  # in the list and in the chart


def test_no_color_means_no_escape_code(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    report = learner.work("a", "neon", "passed").report()
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in render(report, 80, color=True)
    assert "\x1b" not in render(report, 80, color=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in render(report, 80, color=True)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(None, "–"), (0, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (3599.7, "1 h 00 min"), (7384, "2 h 03 min")],
)
def test_durations_read_like_durations(seconds: float | None, shown: str) -> None:
    assert duration(seconds) == shown


def test_ten_thousand_attempts_are_reported(log: Log, clock: ManualClock) -> None:
    events = []
    for number in range(10_000):
        clock.pass_s(20)
        one = Event(
            **clock.now()._asdict(), session="s", type="check_finished", task=f"t{number % 30}", framework="neon",
            payload={"outcome": "failed"}, attempt=str(number),
        )  # fmt: skip
        events.append(one)
    log.append(*events)
    report = build(log, [info(f"t{n}") for n in range(30)], FRAMEWORKS)
    assert report.frameworks["neon"].attempts == 10_000
    assert "10000" in render(report, 40)
