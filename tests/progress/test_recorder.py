"""What the recorder writes for what the learner does, and how little of it."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.clock import ManualClock
from progress.materialised import current, moments
from progress.recorder import STDOUT_KEPT, Recorder
from progress.store import Log
from progress.timing import MINUTE, active, gaps

NOON = 1_772_366_400_000_000_000  # 2026-03-01 12:00 UTC
PASSED = {"outcome": "passed", "source_hash": "abc", "framework": "neon"}


def types(log: Log) -> list[str]:
    return [event.type for event in log.events()]


def test_a_session_in_which_nothing_happens_leaves_no_trace(log: Log, recorder: Recorder) -> None:
    recorder.signal("key")
    recorder.heartbeat()
    recorder.leave_task()
    recorder.close()
    assert not log.path.parent.exists()


def test_a_session_in_the_tutor_is_written_from_start_to_end(log: Log, recorder: Recorder) -> None:
    recorder.open_task("t", "neon")
    recorder.check_started("t", "neon", "run", "abc")
    recorder.check_finished("t", "neon", "run", PASSED)
    recorder.close()
    recorder.close()
    assert types(log) == [
        "session_started", "task_opened", "check_started", "check_finished", "task_left", "session_ended",
    ]  # fmt: skip
    started, finished = list(log.events())[2:4]
    assert (started.attempt, started.source_hash) == (finished.attempt, finished.source_hash) == ("run", "abc")
    assert finished.payload == PASSED
    assert len(finished.environment_hash) == 64
    assert {event.session for event in log.events()} == {recorder.session}


def test_editing_between_checks_from_the_shell_counts(log: Log, clock: ManualClock) -> None:
    for run in ("one", "two", "three"):
        with Recorder(log, interface="cli", clock=clock) as recorder:
            recorder.open_task("t", "neon")
            recorder.check_started("t", "neon", run, "abc")
            clock.pass_s(20)
            recorder.check_finished("t", "neon", run, {**PASSED, "outcome": "failed"})
        clock.pass_s(8 * 60)
    assert "task_opened" not in types(log)
    assert "task_left" not in types(log)
    times = current(log).line.times["t", "neon"]
    assert (times.active_10, times.machine) == (2 * 8 * MINUTE, MINUTE)


def test_opening_another_task_leaves_the_one_before(log: Log, recorder: Recorder) -> None:
    for task in ("a", "a", "b"):
        recorder.open_task(task, "neon")
    found = [(event.type, event.task) for event in log.events()][1:]
    assert found == [("task_opened", "a"), ("task_left", "a"), ("task_opened", "b")]


def test_typing_makes_few_events_and_every_key_is_counted(log: Log, recorder: Recorder, clock: ManualClock) -> None:
    recorder.open_task("t", "neon")
    for _ in range(600):
        recorder.signal("key")
        clock.pass_s(0.2)
    recorder.leave_task()
    signals = [event for event in log.events() if event.type == "signal"]
    assert len(signals) <= 120 / 5 + 2
    assert sum(event.payload["count"] for event in signals) == 600


def test_the_last_key_before_a_pause_is_written_when_the_heart_beats(
    log: Log, recorder: Recorder, clock: ManualClock
) -> None:
    recorder.open_task("t", "neon")
    recorder.signal("key")
    clock.pass_s(2)
    recorder.signal("key")
    last = clock.boot
    clock.pass_s(28)
    recorder.heartbeat()
    found = list(log.events())[-1]
    assert (found.type, found.boot, found.payload["count"]) == ("signal", last, 1)


def test_hearts_beat_only_while_nothing_else_is_written(log: Log, recorder: Recorder, clock: ManualClock) -> None:
    recorder.open_task("t", "neon")
    clock.pass_s(10)
    recorder.heartbeat()
    assert types(log)[-1] == "task_opened"
    for _ in range(3):
        clock.pass_s(29.9)
        recorder.heartbeat()
    assert types(log)[-3:] == ["heartbeat"] * 3


def test_a_verdict_that_arrives_after_the_session_is_still_recorded(log: Log, recorder: Recorder) -> None:
    recorder.open_task("t", "neon")
    recorder.check_started("t", "neon", "run", "abc")
    recorder.close()
    recorder.check_finished("t", "neon", "run", {"outcome": "stopped"})
    assert types(log)[-1] == "check_finished"


def test_long_output_is_cut_in_the_log(log: Log, recorder: Recorder) -> None:
    recorder.check_finished("t", "neon", "run", {**PASSED, "stdout": "x" * 10**6, "stdout_cut": False})
    payload = list(log.events())[-1].payload
    assert (len(payload["stdout"]), payload["stdout_cut"]) == (STDOUT_KEPT, True)


def test_what_is_no_verdict_or_no_signal_or_no_rating_is_refused(log: Log, recorder: Recorder) -> None:
    with pytest.raises(msgspec.ValidationError):
        recorder.check_finished("t", "neon", "run", {"passed": True})
    with pytest.raises(ValueError, match="expected one of docs, focus, key"):
        recorder.signal("sneeze")
    with pytest.raises(ValueError, match="1 to 7"):
        recorder.rated("t", "neon", 8)
    assert not log.exists


pauses = st.lists(
    st.sampled_from([0.05, 0.3, 1, 2.5, 4.9, 5, 5.1, 9, 29, 31, 299, 300, 301, 599, 600, 601, 899, 901, 4000]),
    max_size=60,
)


@settings(max_examples=40, deadline=None)
@given(pauses, st.integers(0, 3))
def test_writing_fewer_events_changes_no_active_time(pauses: list[float], beats: int) -> None:
    with tempfile.TemporaryDirectory() as folder, Log.open(Path(folder) / "log") as log:
        clock = ManualClock(NOON)
        recorder = Recorder(log, interface="tui", clock=clock)
        recorder.open_task("t", "neon")
        at = [clock.boot]
        for place, pause in enumerate(pauses):
            clock.pass_s(pause)
            recorder.signal("key")
            at.append(clock.boot)
            if beats and place % beats == 0:
                clock.pass_s(0.5)
                recorder.heartbeat()
        recorder.leave_task()
        at.append(clock.boot)
        raw = [later - earlier for earlier, later in pairwise(at)]
        for theta in (5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 10**20):
            assert active(gaps(moments(log)), theta) == sum(gap for gap in raw if gap <= theta)
