"""Projections: the same however they come about, and nothing lost with them."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from progress import schema
from progress.clock import ManualClock
from progress.events import Event
from progress.materialised import current, moments, rebuild
from progress.projections import Attempt, TaskState
from progress.recorder import Recorder
from progress.store import Log
from progress.timing import MINUTE, Times, timeline

NOON = 1_772_366_400_000_000_000  # 2026-03-01 12:00 UTC
OUTCOMES = ["passed", "failed", "raised", "timed_out", "environment", "stopped", "not_attempted"]


def tables(log: Log) -> dict[str, list[tuple]]:
    """Everything that is materialised."""
    with log.reader() as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE name GLOB 'projection_*'")
            if not name.startswith("sqlite_")
        ]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["keys"] * 5
            + [
                "sleep",
                "set",
                "restart",
                "open",
                "leave",
                "check",
                "hint",
                "solution",
                "skip",
                "reset",
                "docs",
                "rate",
                "beat",
                "report",
            ]
        ),
        st.sampled_from([("a", "neon"), ("a", "neon"), ("b", "pytorch")]),
        st.sampled_from([0, 1, 4, 5.5, 9, 29, 31, 290, 310, 601, 5000]),
        st.integers(1, 7),
        st.booleans(),
    ),
    max_size=40,
)


def play(log: Log, clock: ManualClock, steps: list[tuple]) -> None:
    """Two tutors do as the steps say; at "report" the projections are caught up."""
    tutors = [Recorder(log, interface="tui", clock=clock), Recorder(log, interface="cli", clock=clock)]
    for what, key, pause, number, second in steps:
        clock.pass_s(pause)
        tutor = tutors[second]
        match what:
            case "keys":
                for _ in range(number):
                    clock.pass_s(3)
                    tutor.signal("key")
            case "open":
                tutor.open_task(*key)
            case "leave":
                tutor.leave_task()
            case "check":
                tutor.check_started(*key, f"r{number}", "h")
                clock.pass_s(pause)
                verdict = {
                    "outcome": OUTCOMES[number - 1],
                    "error_class": "shape",
                    "learner_s": 1,
                    "total_s": float("nan"),
                }
                tutor.check_finished(*key, f"r{number}", verdict)
            case "hint":
                tutor.hint_shown(*key, number, 7)
            case "solution":
                tutor.solution_shown(*key)
            case "skip":
                tutor.skipped(*key)
            case "reset":
                tutor.reset(*key)
            case "docs":
                tutor.docs_opened(*key, "torch.mean", "https://example.org")
            case "rate":
                tutor.rated(*key, number)
            case "beat":
                tutor.heartbeat()
            case "sleep":
                clock.sleep_s(number * 60)
            case "set":
                clock.set_s((number - 4) * 100)
            case "restart":
                clock.restart(60)
            case "report":
                current(log)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_caught_up_bit_by_bit_or_rebuilt_at_once_is_the_same(steps: list[tuple]) -> None:
    with tempfile.TemporaryDirectory() as folder, Log.open(Path(folder) / "log") as log:
        play(log, ManualClock(utc=NOON + 11 * 60 * MINUTE, zone="-05:30"), steps)
        caught_up = current(log)
        if not log.exists:
            return
        kept = tables(log)
        rebuilt = rebuild(log)
        assert tables(log) == kept
        assert (rebuilt.tasks, rebuilt.first, rebuilt.line.times) == (
            caught_up.tasks,
            caught_up.first,
            caught_up.line.times,
        )


@settings(max_examples=60, deadline=None)
@given(steps)
def test_the_tables_agree_with_the_pure_functions(steps: list[tuple]) -> None:
    with tempfile.TemporaryDirectory() as folder, Log.open(Path(folder) / "log") as log:
        play(log, ManualClock(NOON), steps)
        line, projection = timeline(moments(log)), current(log)
        for key, times in line.times.items():
            first, later = projection.times(key)
            for name in ("active_5", "active_10", "active_15", "wall", "machine", "asleep", "signals", "clock_changes"):
                assert getattr(first, name) + getattr(later, name) == getattr(times, name), name
        assert projection.line.days == line.days
        assert projection.line.cursor == line.cursor


def test_an_up_to_date_projection_reads_no_event_again(log: Log, recorder: Recorder, clock: ManualClock) -> None:
    play(log, clock, [("open", ("a", "neon"), 1, 1, False), ("keys", ("a", "neon"), 1, 5, False)])
    before = current(log)
    with sqlite3.connect(log.path) as connection:
        connection.execute("UPDATE projection_task SET attempts = 77")
    connection.close()
    assert current(log).tasks["a", "neon"].attempts == 77
    assert current(log).seq == before.seq
    assert rebuild(log).tasks["a", "neon"].attempts == 0


def test_an_older_database_is_migrated_and_keeps_its_events(log: Log, clock: ManualClock) -> None:
    play(log, clock, [("open", ("a", "neon"), 1, 1, False), ("check", ("a", "neon"), 4, 2, False)])
    wanted, events = (current(log).tasks, tables(log)), list(log.events())
    log.close()
    connection = sqlite3.connect(log.path, isolation_level=None)
    schema.drop_projections(connection)
    connection.execute("CREATE TABLE projection_task (id TEXT, solved INTEGER)")
    connection.execute("INSERT INTO projection_task VALUES ('a', 99)")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    assert (current(log).tasks, tables(log)) == wanted
    assert list(log.events()) == events
    with log.reader() as connection:
        assert schema.found_version(connection, log.path) == schema.VERSION
    assert log.verify().ok


def test_projections_of_another_log_are_not_believed(log: Log, clock: ManualClock) -> None:
    play(log, clock, [("open", ("a", "neon"), 1, 1, False), ("check", ("a", "neon"), 4, 2, False)])
    current(log)
    with sqlite3.connect(log.path) as connection:
        connection.execute("UPDATE projection_head SET chain = x'00'")
        connection.execute("UPDATE projection_task SET attempts = 77")
    connection.close()
    assert current(log).tasks["a", "neon"].attempts == 1
    assert current(log).tasks["a", "neon"].attempts == 1


def test_a_tutor_that_caught_up_meanwhile_is_not_overwritten(log: Log, clock: ManualClock) -> None:
    play(log, clock, [("open", ("a", "neon"), 1, 1, False)])
    with Log.open(log.path) as other:
        current(log)
        play(log, clock, [("check", ("a", "neon"), 4, 2, True)])
        assert current(other).tasks == current(log).tasks == rebuild(log).tasks


def test_many_signals_are_passed_over_and_still_counted(log: Log, clock: ManualClock) -> None:
    recorder = Recorder(log, interface="tui", clock=clock)
    recorder.open_task("a", "neon")
    for _ in range(400):
        clock.pass_s(6)
        recorder.signal("key")
    times = current(log).line.times["a", "neon"]
    assert (times.active_10, times.signals) == (40 * MINUTE, 401)


def test_every_attempt_is_kept_in_order(log: Log, clock: ManualClock) -> None:
    checks = [("check", ("a", "neon"), 30, number, False) for number in (2, 3, 5, 1, 2)]
    play(log, clock, [*checks, ("report", ("a", "neon"), 0, 1, False)])
    found = current(log, attempts=True).attempts
    assert [(a.number, a.outcome, a.later, a.run) for a in found] == [
        (1, "failed", 0, "r2"),
        (2, "raised", 0, "r3"),
        (3, "passed", 0, "r1"),
        (4, "failed", 1, "r2"),
    ]
    assert [a.active // (30 * 10**9) for a in found] == [0, 1, 3, 1]


def test_the_columns_stand_in_the_order_of_the_fields(log: Log) -> None:
    log.append(Event(**ManualClock(NOON).now()._asdict(), session="s", type="heartbeat"))
    with log.reader() as connection:
        for table, shape in (("task", TaskState), ("time", Times), ("attempt", Attempt)):
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info(projection_{table})")]
            fields = msgspec.structs.fields(shape)
            assert columns[-len(fields) :] == [field.name for field in fields]
