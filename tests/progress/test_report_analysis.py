"""What an analysis says, what it leaves unsaid below its gates, and what it counts."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.clock import ManualClock
from progress.report import charts, measures, wording
from progress.report.findings import Analysis, Ran
from progress.report.terminal import render
from progress.stats import intervals, learning, skills
from progress.stats.results import Curve, Estimate, LearningRate, Ratio, Skill, TooLittleData
from progress.store import Log

from .learners import FRAMEWORKS, Invented, Learner, curriculum, info

TASKS = [info(f"t{place}") for place in range(30)]


def scenarios(log: Log, clock: ManualClock, name: str) -> Analysis:
    tasks = curriculum(30)
    match name:
        case "empty":
            return Invented(clock).analysis(log, tasks)
        case "one task":
            return Invented(clock).work(tasks[:1], ("neon",)).analysis(log, tasks)
        case "one framework":
            return Invented(clock).work(tasks[:25], ("neon",)).analysis(log, tasks, frameworks=("neon",))
        case _:
            return Invented(clock).work(tasks, FRAMEWORKS).analysis(log, tasks)


SCENARIOS = ("empty", "one task", "one framework", "three frameworks")


@pytest.mark.parametrize("name", SCENARIOS)
def test_an_analysis_is_data_without_a_number_that_is_none(log: Log, clock: ManualClock, name: str) -> None:
    found = scenarios(log, clock, name)
    written = msgspec.json.encode(found)
    assert msgspec.json.decode(written, type=Analysis) == found
    assert all(isfinite(number) for number in numbers(msgspec.to_builtins(found)))
    assert msgspec.json.decode(written)["schema"] == "dltutor.report/1"


def numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for one in value.values() for number in numbers(one)]
    if isinstance(value, list | tuple):
        return [number for one in value for number in numbers(one)]
    return [value] if isinstance(value, int | float) else []


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_figure_says_what_it_is_and_of_how_many(log: Log, clock: ManualClock, name: str) -> None:
    found = scenarios(log, clock, name)
    assert set(found.figures) == {
        "overview", "learning_curve", "solved_by", "typical", "ratio", "skills", "time", "project", "tasks",
        "performance",
    }  # fmt: skip
    for figure in found.figures.values():
        assert figure.what.endswith(".")
        assert figure.source
        assert figure.of
    assert found.figures["learning_curve"].n == sum(len(curve.points) for curve in found.curves)
    assert found.figures["skills"].n == len(found.history)  # each task begun here was checked


def test_the_gates_here_are_those_of_the_statistics() -> None:
    assert measures.ENOUGH == intervals.GATE
    assert measures.ENOUGH_TO_FIT == learning.GATE
    assert measures.OPPORTUNITIES == skills.POINTS


def test_below_the_gates_there_is_no_number_to_quote(learner: Learner) -> None:
    for task in TASKS[:5]:
        learner.work(task.id, "neon", "failed", "passed").work(task.id, "pytorch", "passed")
    found = learner.analysis(TASKS)
    held = [found.curves[0].rate, found.sides[0].typical, found.pairs[0]]
    for claim in held:
        for value in (getattr(claim, "value", None) or claim.ratio, claim.at_5, claim.at_15):
            assert isinstance(value, TooLittleData)
            assert set(msgspec.to_builtins(value)) == {"kind", "n", "needed", "of"}
        assert not claim.depends_on_idle
    assert found.curves[0].band is None
    assert isinstance(found.sides[0].solved_by, TooLittleData)
    shown = render(found, 120)
    for sentence in ("times as long [", "doubling of practice leaves 1", "× par solved"):
        assert sentence not in shown
    assert "too little data (5 of 20) for a learning rate" in shown
    assert "too little data (5 of 6): 0.50, 0.50, 0.50, 0.50, 0.50" in shown  # below the gate the raw times are printed
    assert "1 min 00 s / 2 min 00 s *, " in shown


def test_at_the_gates_the_claims_appear(learner: Learner) -> None:
    for place, task in enumerate(TASKS[:20]):
        for framework in ("neon", "pytorch"):
            learner.pace_s = 40 + 13.7 * (place * 7 % 11)
            learner.work(task.id, framework, "failed", "passed")
    found = learner.analysis(TASKS)
    assert isinstance(found.curves[0].rate.value, LearningRate)
    assert found.curves[0].rate.value.n == 20
    assert found.curves[0].band is not None
    assert isinstance(found.sides[0].typical.value, Estimate)
    assert isinstance(found.sides[0].solved_by, Curve)
    assert isinstance(found.pairs[0].ratio, Ratio)
    assert isinstance(found.skills[0].model, Skill)
    shown = " ".join(render(found, 200).split())
    assert found.curves[0].rate.value.caveat in shown
    assert found.pairs[0].ratio.caveat in shown
    assert "neon on 20; " not in found.pairs[0].ratio.order
    assert found.pairs[0].ratio.order == "neon was taken first on all 20 tasks"
    assert found.pairs[0].ratio.order in shown


def test_a_learning_rate_that_was_put_in_comes_out(learner: Learner) -> None:
    for place, task in enumerate(TASKS[:24], start=1):
        learner.pace_s = 240 * place**-0.5 * (1.1 if place % 2 else 1 / 1.1)
        learner.work(task.id, "neon", "passed")
    rate = learner.analysis(TASKS).curves[0].rate.value
    assert isinstance(rate, LearningRate)
    assert rate.b.value == pytest.approx(0.5, abs=0.05)
    assert rate.low < 2**-0.5 < rate.high


def test_a_retake_changes_no_figure(learner: Learner) -> None:
    learner.work("a", "neon", "failed", 2, "passed").work("b", "neon", "passed")
    before = learner.analysis()
    learner.work("a", "neon", "failed", "solution", "passed")
    after = learner.analysis()
    for name in ("curves", "sides", "pairs", "skills", "shares", "cap"):
        assert getattr(after, name) == getattr(before, name), name
    assert [one.later for one in after.history[0].tried] == [False, False, True, True]
    assert after.history[0].tried[:2] == before.history[0].tried
    assert after.overview.today_s > before.overview.today_s


def test_practice_counts_what_was_revealed_and_the_fit_does_not(learner: Learner) -> None:
    for place, task in enumerate(TASKS[:22]):
        learner.pace_s = 50.0 + place
        learner.work(task.id, "neon", *(["solution"] if place in (0, 5) else []), "passed")
    (curve,) = learner.analysis(TASKS).curves
    assert [point.practice for point in curve.points] == list(range(1, 23))
    assert isinstance(curve.rate.value, LearningRate)
    assert curve.rate.value.n == 20
    assert curve.band is not None
    assert (curve.band.practice[0], curve.band.practice[-1]) == (2.0, pytest.approx(22.0))


def test_giving_up_is_not_solving(learner: Learner) -> None:
    for place, task in enumerate(TASKS[:8]):
        learner.work(task.id, "neon", *(("failed", "skip"), ("solution", "passed"), ("passed",))[min(place, 2)])
    learner.work("t8", "neon", "failed")
    (side,) = learner.analysis(TASKS).sides
    assert (side.solved, side.gave_up, side.open, side.untimed) == (6, 2, 1, 0)
    assert isinstance(side.solved_by, Curve)
    assert side.solved_by.n == 9
    assert side.solved_by.share[-1] == pytest.approx(6 / 9)  # the open one was watched for as long as it took
    assert len(side.times) == 6
    learner.work("t8", "neon", "solution")  # to look at it is to give up, passed or not
    (side,) = learner.analysis(TASKS).sides
    assert (side.solved, side.gave_up, side.open) == (6, 3, 0)


def test_a_task_solved_without_time_to_be_seen_stands_in_no_figure_and_is_counted(learner: Learner) -> None:
    learner.pace_s = 0.0
    learner.work("a", "neon", "passed")
    found = learner.analysis()
    assert found.curves == ()
    assert (found.sides[0].solved, found.sides[0].untimed) == (0, 1)
    assert found.days == ()
    assert "1 solved with no time to be seen" in " ".join(render(found, 120).split())


def test_a_conclusion_that_changes_with_the_idle_limit_is_flagged(learner: Learner) -> None:
    learner.pace_s = 7 * 60.0
    for task in TASKS[:6]:
        learner.recorder.open_task(task.id, "neon")
        learner.clock.pass_s(20)
        learner.recorder.signal("key")
        learner.work(task.id, "neon", "passed")
    (side,) = learner.analysis(TASKS).sides
    typical = side.typical
    assert isinstance(typical.value, Estimate)
    assert isinstance(typical.at_5, Estimate)
    assert (typical.value.value, typical.at_5.value) == (pytest.approx(440 / 120), pytest.approx(20 / 120))
    assert typical.depends_on_idle
    assert wording.DEPENDS in " ".join(render(learner.analysis(TASKS), 200).split())
    learner.pace_s = 60.0
    for task in TASKS[:6]:
        learner.work(task.id, "pytorch", "passed")
    assert [side.typical.depends_on_idle for side in learner.analysis(TASKS).sides] == [False, True]


def test_where_the_time_went_adds_up(log: Log, clock: ManualClock) -> None:
    tasks = curriculum(12)
    invented = Invented(clock).work(tasks[:6], FRAMEWORKS)
    halfway = date.fromtimestamp(clock.utc / 1e9)
    clock.pass_s(86_400)
    whole = invented.work(tasks[6:], FRAMEWORKS).analysis(log, tasks)
    total = sum(row.active_s for row in whole.tasks)
    for table in (whole.shares.by_error, whole.shares.by_unit, whole.shares.by_framework):
        assert sum(row.seconds for row in table) == pytest.approx(total)
    assert "other" in {row.name for row in whole.shares.by_error}  # a class that nobody knows
    assert not {"no such class"} & {row.name for row in whole.shares.by_error}
    late = invented.analysis(log, tasks, since=halfway)
    assert 0 < late.shares.seconds < total
    assert late.shares.seconds == pytest.approx(
        sum(row.active_s for row in whole.tasks if row.opened_at and row.opened_at.date() > halfway)
        + sum(row.active_s for row in whole.tasks if row.opened_at and row.opened_at.date() == halfway)
    )


def test_a_task_begun_before_the_day_keeps_the_class_of_its_error(learner: Learner) -> None:
    learner.facts = {"error_class": "shape"}
    learner.work("a", "neon", "failed")
    learner.clock.pass_s(86_400)
    learner.work("a", "neon", "failed")
    day = date.fromtimestamp(learner.clock.utc / 1e9)
    (row,) = learner.analysis(since=day).shares.by_error
    assert (row.name, row.seconds, row.n) == ("shape", 60.0, 1)


def test_since_a_day_shows_what_was_done_from_then_on_and_counts_practice_from_the_beginning(learner: Learner) -> None:
    learner.work("a", "neon", "passed")
    learner.clock.pass_s(86_400)
    day = date.fromtimestamp(learner.clock.utc / 1e9)
    learner.work("b", "neon", "passed").work("a", "neon", "passed")
    found = learner.analysis(since=day)
    (curve,) = found.curves
    assert [(point.task, point.practice) for point in curve.points] == [("unit/b", 2)]
    assert [row.info.id for row in found.tasks] == ["b"]
    assert found.frameworks["neon"].done == 2
    assert [len(row.right) for row in found.skills] == [2]
    other = msgspec.structs.replace(info("a"), skill="another")
    assert [row.skill for row in learner.analysis((other, info("b")), since=day).skills] == ["s"]  # a was a retake
    later = learner.analysis(since=date(2100, 1, 1))
    assert (later.tasks, later.curves, later.sides, later.skills) == ((), (), (), ())
    assert "Nothing since 2100-01-01." in render(later)


def test_one_framework_alone_is_the_same_as_among_others(log: Log, clock: ManualClock) -> None:
    tasks = curriculum(25)
    invented = Invented(clock).work(tasks, FRAMEWORKS)
    whole = invented.analysis(log, tasks)
    alone = invented.analysis(log, tasks, frameworks=("neon",))
    assert [curve for curve in whole.curves if curve.framework == "neon"] == list(alone.curves)
    assert alone.pairs == ()
    assert {row.framework for row in alone.tasks} == {"neon"}


def test_skills_take_the_first_attempt_and_no_help(learner: Learner) -> None:
    learner.work("t0", "neon", "passed").work("t1", "neon", "failed", "passed").work("t2", "neon", 2, "passed")
    learner.work("t3", "neon", 1, "passed").work("t3", "pytorch", "solution", "passed").work("t3", "neon", "failed")
    (row,) = learner.analysis(TASKS).skills
    assert row.right == (True, False, False, True, False)
    assert (row.label, row.model) == ("too little data", TooLittleData(5, 6, "first attempts"))


def test_the_versions_that_ran_tell_the_port_of_neon_from_upstream(learner: Learner) -> None:
    learner.facts = {"framework_version": "2.6.0", "implementation": "port"}
    learner.work("a", "neon", "failed", "passed")
    learner.facts = {"framework_version": "2.6.0", "implementation": "upstream"}
    learner.work("b", "neon", "passed")
    found = learner.analysis()
    assert found.sides[0].ran == (Ran(version="2.6.0", attempts=2, implementation="port"),
                                  Ran(version="2.6.0", attempts=1, implementation="upstream"))  # fmt: skip
    assert "neon that ran: 2.6.0 bundled port (2), 2.6.0 upstream (1)" in render(found, 120)


def test_a_verdict_that_names_no_version_is_reported_as_such(learner: Learner) -> None:
    assert "neon that ran: unknown version (1)" in render(learner.work("a", "neon", "passed").analysis(), 120)


def test_the_streak_is_of_days_up_to_today_or_yesterday(learner: Learner) -> None:
    streaks = []
    for days in (0, 1, 1, 0, 2):
        learner.clock.pass_s(86_400 * days)
        streaks.append(learner.analysis().overview.streak)
        learner.work("a", "neon", "failed")
        streaks.append(learner.analysis().overview.streak)
    assert streaks == [0, 1, 1, 2, 2, 3, 3, 3, 0, 1]


def test_what_is_next_is_the_open_task_or_the_first_that_is_left(learner: Learner) -> None:
    assert learner.analysis().overview.next is None
    learner.work("b", "neon", "failed")
    assert learner.analysis().overview.next == ("unit/b", "neon")
    learner.work("b", "neon", "passed")
    assert learner.analysis().overview.next == ("unit/a", "neon")
    learner.work("a", "neon", "passed")
    assert learner.analysis().overview.next is None


@pytest.mark.parametrize(("tasks", "statistics"), [(5, False), (6, True)])
def test_numpy_waits_for_enough_data(learner: Learner, tasks: int, statistics: bool) -> None:
    for task in TASKS[:tasks]:
        learner.work(task.id, "neon", "passed")
    learner.recorder.close()
    script = f"""if True:
        import sys
        from pathlib import Path
        from progress.report.analysis import read
        from progress.report.model import TaskInfo
        from progress.report.terminal import render
        from progress.store import Log
        same = dict(key="k", title="t", unit="u", skill="s", level=1, par_minutes=2)
        tasks = [TaskInfo(id=f"t{{n}}", **same) for n in range(9)]
        render(read(Log.open(Path({str(learner.log.path)!r})), tasks, ("neon",)))
        print(*(name for name in ("numpy", "matplotlib", "textual") if name in sys.modules))"""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.split() == (["numpy"] if statistics else [])


@given(st.floats(1e-9, 1e9), st.floats(1e-9, 1e9))
def test_ticks_are_round_and_enclose(one: float, other: float) -> None:
    low, high = sorted((one, other))
    marks = charts.ticks(low, high)
    assert marks[0] <= low <= high <= marks[-1]
    assert marks == sorted(set(marks))
    assert all(f"{mark:e}"[0] in "125" for mark in marks)
    assert sum(mark <= low for mark in marks) == 1
    assert len(marks) >= 2
