"""The terminal's face: at every width, with and without colour, with nothing and with very much."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len

from progress.clock import ManualClock
from progress.report.analysis import analyse
from progress.report.findings import Analysis
from progress.report.model import Report, TaskProgress, build
from progress.report.terminal import render
from progress.report.wording import EMPTY, duration, number, percent, size
from progress.store import Log

from .learners import FRAMEWORKS, HOSTILE, Invented, Learner, curriculum, info

SNAPSHOTS = Path(__file__).with_name("snapshots")


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def busy(tasks: int) -> Analysis:
    """A report of so many tasks, each done in one framework, open in one, new in one."""
    infos = [info(f"t{n}", f"Standardise the columns of matrix {n}") for n in range(tasks)]
    rows = [
        TaskProgress(
            info=one,
            framework=framework,
            state=("aided", "open", "new")[place],
            attempts=4000 * (2 - place),
            active_s=(n % 97 + 1) * 61.0 * (2 - place),
            active_5_s=(n % 97 + 1) * 61.0 * (2 - place),
            active_15_s=(n % 97 + 1) * 61.0 * (2 - place),
            time_to_completion_s=(n % 97 + 1) * 122.0 if place == 0 else None,
        )
        for n, one in enumerate(infos)
        for place, framework in enumerate(FRAMEWORKS)
    ]
    empty = build(Log.open(Path("/nonexistent/log")), infos, FRAMEWORKS)
    report: Report = msgspec.structs.replace(empty, tasks=tuple(rows))
    return analyse(report)


@pytest.mark.parametrize(
    ("name", "tasks", "worked", "frameworks", "failures"),
    [
        ("empty", 30, 0, (), (0,)),
        ("one-task", 30, 1, ("pytorch",), (1,)),
        ("one-framework", 30, 25, ("neon",), (0, 0, 1, 2, 3)),
        ("three-frameworks", 30, 30, FRAMEWORKS, (0, 0, 1, 2, 3)),
        ("ten-thousand-attempts", 60, 60, FRAMEWORKS, (40, 55, 70)),
    ],
)
@pytest.mark.usefixtures("utc")
def test_it_looks_as_it_did(  # UPDATE_SNAPSHOTS=1 writes them anew: look at the difference before you commit it
    log: Log,
    clock: ManualClock,
    name: str,
    tasks: int,
    worked: int,
    frameworks: tuple[str, ...],
    failures: tuple[int, ...],
) -> None:
    offered = curriculum(tasks)
    found = Invented(clock).work(offered[:worked], frameworks, failures).analysis(log, offered)
    if name == "ten-thousand-attempts":
        assert sum(row.attempts for row in found.tasks) > 10_000
    shown = "".join(f"== {width} columns\n{render(found, width)}" for width in (80, 120))
    file = SNAPSHOTS / f"report-{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [20, 40, 41, 59, 60, 79, 80, 100, 120, 199, 200, 400])
@pytest.mark.parametrize("tasks", [0, 1, 9, 300])
def test_no_line_is_wider_than_asked(width: int, tasks: int) -> None:
    lines = render(busy(tasks), width).splitlines()
    assert max(cell_len(line) for line in lines) <= min(max(width, 40), 200)


@pytest.mark.parametrize("width", [40, 53, 80, 120, 200])
def test_no_line_of_a_full_report_is_wider_than_asked(log: Log, clock: ManualClock, width: int) -> None:
    tasks = curriculum(24)
    found = Invented(clock).work(tasks, FRAMEWORKS).analysis(log, tasks)
    assert max(cell_len(line) for line in render(found, width).splitlines()) <= width


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_figure_is_cut(width: int) -> None:
    shown = render(busy(9), width)
    for figure in ("18 min 18 s", "2 min 02 s", "9.15 ×"):
        assert figure in shown
    assert "…" not in "".join(line for line in shown.splitlines() if line.startswith(("PyTorch", "TensorFlow", "neon")))


def test_an_empty_report_says_how_to_begin() -> None:
    assert " ".join(EMPTY.split()) in " ".join(render(busy(0)).split())


def test_the_chart_shows_the_latest_and_says_so() -> None:
    shown = render(busy(300), 100)
    assert "The latest 30 of 600; --json has all." in shown
    assert "Completed (300)" in shown


def test_bars_are_as_long_as_their_times(learner: Learner) -> None:
    learner.work("a", "neon", "failed", "failed", "failed", "passed").work("b", "neon", "failed", "passed")
    shown = render(learner.analysis(), 100)
    bars = [line.count("█") for line in shown[shown.index("Active time by task") :].splitlines() if "█" in line]
    longer, shorter = bars
    assert abs(longer - 2 * shorter) <= 1 < shorter  # a bar ends in eighths of a character


@pytest.mark.parametrize("color", [True, False])
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_text_is_markup_nor_control(learner: Learner, text: str, color: bool) -> None:
    learner.facts = {"framework_version": text, "error_class": text, "mistake": text, "implementation": text}
    learner.work("a", "neon", "failed", "passed").work("b", "neon", "failed")
    hostile = msgspec.structs.replace(info("a", text), key=text, unit=text, skill=text)
    shown = render(learner.analysis((hostile, msgspec.structs.replace(hostile, id="b"))), 200, color)
    assert "\x07" not in shown
    assert "\u202e" not in shown
    assert "\x1b[31mred" not in shown
    if text.isprintable():
        # Completed, twice active time, by unit, skill, version with its implementation, what is next.
        assert shown.count(text) == 8


def test_no_color_means_no_escape_code(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    found = learner.work("a", "neon", "passed").analysis()
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in render(found, 80, color=True)
    assert "\x1b" not in render(found, 80, color=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in render(found, 80, color=True)


def test_frameworks_are_told_apart_without_colour(log: Log, clock: ManualClock) -> None:
    tasks = curriculum(24)
    shown = render(Invented(clock).work(tasks, FRAMEWORKS).analysis(log, tasks), 100)
    for sign, name in (("oo", "PyTorch"), ("xx", "TensorFlow"), ("++", "neon")):
        assert shown.count(f"{sign} {name}") == 2  # in both charts


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(None, "–"), (0, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (3599.7, "1 h 00 min"), (7384, "2 h 03 min")],
)
def test_durations_read_like_durations(seconds: float | None, shown: str) -> None:
    assert duration(seconds) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (0.0123, "0.012"), (0.5, "0.50"), (9.999, "10.00"), (26.44, "26.4"), (1340.2, "1340"), (2e9, "2.0e+09")],
)
def test_ratios_keep_their_digits(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0 bytes"), (999, "999 bytes"), (3_596_263, "3.6 MB"), (952_229_179, "952 MB"), (1_555_047_124, "1.56 GB")],
)
def test_sizes_have_the_unit_that_suits_them(count: int, shown: str) -> None:
    assert size(count) == shown


@pytest.mark.parametrize(
    ("share", "shown"), [(0, "0 %"), (0.001, "<1 %"), (0.37, "37 %"), (0.999, ">99 %"), (1, "100 %"), (1.2, "120 %")]
)
def test_a_share_is_never_rounded_to_nothing_or_all(share: float, shown: str) -> None:
    assert percent(share) == shown
