"""The log keeps what it was given, in order, for several writers, and says so when it was touched."""

from __future__ import annotations

import sqlite3
import string
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.errors import LockedLog
from progress.events import EVENT_TYPES, Event
from progress.schema import TRIGGER_NAMES
from progress.store import Log

WRITER = Path(__file__).with_name("writer.py")


def event(number: int = 0, **fields: object) -> Event:
    base = {"session": "s", "utc": number, "zone": "+00:00", "monotonic": number, "boot": number, "boot_id": "b"}
    return Event(**{**base, "type": "signal", "payload": {"n": number}, **fields})


def tampered(log: Log) -> Iterator[sqlite3.Connection]:
    log.close()
    connection = sqlite3.connect(log.path, isolation_level=None)
    for name in TRIGGER_NAMES:
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def test_an_absent_log_reads_as_empty_and_is_not_created(log: Log) -> None:
    assert (list(log.events()), log.learner, log.verify().events, log.verify().ok) == ([], None, 0, True)
    assert not log.exists
    assert not log.path.parent.exists()


def test_an_appended_event_comes_back_with_its_place_and_learner(log: Log) -> None:
    (stored,) = log.append(event(7, task="t", framework="neon"))
    assert list(log.events()) == [stored]
    assert (stored.seq, stored.learner, stored.payload) == (1, log.learner, {"n": 7})
    assert len(stored.chain) == 64


def test_reading_goes_on_from_where_it_was(log: Log) -> None:
    log.append(*(event(n) for n in range(5)))
    assert [found.seq for found in log.events(after=3)] == [4, 5]


def test_the_file_and_its_folder_are_the_learners_alone(log: Log) -> None:
    log.append(event())
    assert log.path.stat().st_mode & 0o077 == 0
    assert log.path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("statement", ["UPDATE events SET payload = '{}'", "DELETE FROM events"])
def test_an_event_can_be_neither_changed_nor_removed(log: Log, statement: str) -> None:
    log.append(event())
    with pytest.raises(sqlite3.IntegrityError, match="append-only"), log.writer() as connection:
        connection.execute(statement)
    assert log.verify().ok


def test_an_append_that_fails_midway_leaves_nothing_behind(log: Log) -> None:
    log.append(event(1))
    with pytest.raises(OverflowError):
        log.append(event(2), event(2**70))
    assert [found.payload["n"] for found in log.events()] == [1]
    log.append(event(3))
    assert log.verify().ok


def test_learner_output_that_is_not_text_is_kept_readably(log: Log) -> None:
    log.append(event(payload={"stdout": "ok \udcff", "list": ["\ud800"]}))
    (found,) = log.events()
    assert found.payload == {"stdout": "ok \\udcff", "list": ["\\ud800"]}
    assert log.verify().ok


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
name = st.text(string.ascii_letters + string.digits + "-", min_size=1, max_size=12)
clocks = st.integers(-(2**62), 2**62)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)
any_event = st.builds(
    Event,
    session=name,
    utc=clocks,
    zone=st.sampled_from(["+00:00", "-03:30", "+12:45"]),
    monotonic=clocks,
    boot=st.none() | clocks,
    boot_id=name,
    type=st.sampled_from(sorted(EVENT_TYPES)),
    attempt=st.none() | name,
    task=st.none() | text,
    framework=st.none() | name,
    source_hash=st.none() | name,
    environment_hash=st.none() | name,
    payload=st.dictionaries(text, values, max_size=4),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(any_event, min_size=1, max_size=4), max_size=4))
def test_whatever_is_appended_is_read_back_and_verifies(batches: list[list[Event]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Log.open(Path(folder) / "log") as log:
        stored = [kept for batch in batches for kept in log.append(*batch)]
        assert list(log.events()) == stored
        assert [kept.payload for kept in stored] == [given.payload for batch in batches for given in batch]
        assert log.verify().ok


def test_a_changed_event_is_found(log: Log) -> None:
    log.append(*(event(n) for n in range(5)))
    tampered(log).execute("UPDATE events SET payload = '{\"n\":9}' WHERE seq = 3")
    problems = log.verify().problems
    assert [problem.seq for problem in problems if "changed" in problem.what] == [3]
    assert {name for name in TRIGGER_NAMES if any(name in problem.what for problem in problems)} == set(TRIGGER_NAMES)


def test_a_removed_event_is_found(log: Log) -> None:
    log.append(*(event(n) for n in range(5)))
    tampered(log).execute("DELETE FROM events WHERE seq = 3")
    assert "events 3 to 3 are missing" in [problem.what for problem in log.verify().problems]


def test_a_cut_off_tail_is_found(log: Log) -> None:
    log.append(*(event(n) for n in range(5)))
    tampered(log).execute("DELETE FROM events WHERE seq > 3")
    assert "the log ends at event 3, and 5 was the last written" in [p.what for p in log.verify().problems]


def test_threads_may_share_a_log(log: Log) -> None:
    threads = [threading.Thread(target=lambda: [log.append(event(n)) for n in range(25)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert log.verify().events == 100
    assert log.verify().ok


def test_a_reader_does_not_hold_up_a_writer(log: Log) -> None:
    log.append(*(event(n) for n in range(3)))
    reading = log.events()
    next(reading)
    log.append(event(3))
    assert [found.seq for found in reading] == [2, 3]


def test_a_second_writer_waits_before_it_reads_anything(log: Log) -> None:
    log.append(event())
    impatient = Log(log.path, busy_s=0.05)
    with log.writer(), pytest.raises(LockedLog), impatient.writer():
        pytest.fail("two writers at once")


def test_two_tutors_that_start_at_once_share_one_log(log: Log) -> None:
    writers = [
        subprocess.Popen([sys.executable, WRITER, log.path, "60", name], stdout=subprocess.PIPE, text=True)
        for name in ("first", "second")
    ]
    printed = [writer.communicate(timeout=120)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    found = {str(kept.seq): kept.session for kept in log.events()}
    assert set(printed[0]).isdisjoint(printed[1])
    assert {found[seq] for seq in printed[0]} == {"first"}
    assert {found[seq] for seq in printed[1]} == {"second"}
    assert len(found) == 120
    assert log.verify().ok


def test_another_program_that_closes_the_log_takes_nothing_from_two_that_this_one_has_open(log: Log) -> None:
    """SQLite's locks belong to the process: whoever closes a file of it drops them for every connection there."""
    log.append(event(0))
    with Log.open(log.path) as second:
        second.append(event(1))
        subprocess.run([sys.executable, str(WRITER), str(log.path), "1", "other"], check=True, capture_output=True)
        second.append(event(2))
        log.append(event(3))
    subprocess.run([sys.executable, str(WRITER), str(log.path), "1", "other"], check=True, capture_output=True)
    assert [each.seq for each in log.events()] == [1, 2, 3, 4, 5, 6]
    assert log.verify().ok
