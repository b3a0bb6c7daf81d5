"""The figures of the report: what counts, and until when."""

from __future__ import annotations

import msgspec
import pytest

from progress.report.model import Report

from .learners import FRAMEWORKS, Learner, info


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
