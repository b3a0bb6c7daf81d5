"""A copy made while a tutor writes is whole; what is forgotten is gone for real, and the rest still holds."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from progress.backup import BackupExists, NothingToBackUp, backup
from progress.clock import ManualClock
from progress.errors import LockedLog, UnwritableLog
from progress.forget import forget
from progress.materialised import current, rebuild
from progress.recorder import Recorder
from progress.schema import TRIGGER_NAMES
from progress.store import Log

WRITER = Path(__file__).with_name("writer.py")
SECRET = "correct-horse-battery-staple"


def worked(log: Log, clock: ManualClock, *tasks: str) -> Recorder:
    recorder = Recorder(log, interface="tui", clock=clock)
    for task in tasks:
        for framework in ("neon", "pytorch"):
            recorder.open_task(task, framework)
            clock.pass_s(60)
            stdout = f"{SECRET} {task} {framework} " * 100
            recorder.check_finished(task, framework, "r", {"outcome": "passed", "stdout": stdout})
    recorder.leave_task()
    return recorder


def on_disk(log: Log) -> bytes:
    return b"".join(file.read_bytes() for file in log.path.parent.glob(log.path.name + "*"))


def test_a_backup_made_while_a_tutor_writes_is_a_whole_log(log: Log, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, WRITER, log.path, "1000000", "busy"], stdout=subprocess.PIPE, text=True
    ) as writer:
        for _ in range(20):
            acknowledged = int(writer.stdout.readline())
        last = backup(log, tmp_path / "copy")
        writer.kill()
    with Log.open(tmp_path / "copy") as copy:
        verified = copy.verify()
        assert verified.ok
        assert verified.events == last >= acknowledged
        assert copy.learner == log.learner
    assert sorted(path.name for path in tmp_path.glob("*copy*")) == ["copy"]


def test_a_backup_replaces_nothing_and_leaves_nothing_half_done(log: Log, clock: ManualClock, tmp_path: Path) -> None:
    with pytest.raises(NothingToBackUp):
        backup(log, tmp_path / "copy")
    worked(log, clock, "a")
    (tmp_path / "copy").write_text("precious")
    with pytest.raises(BackupExists):
        backup(log, tmp_path / "copy")
    with pytest.raises(UnwritableLog):
        backup(log, tmp_path / "no" / "such" / "folder")
    assert (tmp_path / "copy").read_text() == "precious"
    assert list(tmp_path.glob(".*.part")) == []


def test_a_forgotten_task_is_gone_from_the_file_and_from_the_figures(log: Log, clock: ManualClock) -> None:
    worked(log, clock, "a", "b").close()
    before = current(log)
    assert f"{SECRET} a".encode() in on_disk(log)
    log.close()
    size = log.path.stat().st_size
    done = forget(log, task="a", clock=clock)
    assert log.path.stat().st_size < size
    assert (done.events, done.epoch) == (6, 1)
    assert f"{SECRET} a".encode() not in on_disk(log)
    assert f"{SECRET} b".encode() in on_disk(log)
    after = current(log)
    assert after.tasks == {key: state for key, state in before.tasks.items() if key[0] == "b"}
    assert after.times(("b", "neon"))[0].active_10 == before.times(("b", "neon"))[0].active_10
    assert rebuild(log).tasks == after.tasks


def test_a_log_that_forgot_still_verifies_and_says_that_it_did(log: Log, clock: ManualClock) -> None:
    worked(log, clock, "a", "b")
    learner, last = log.learner, current(log).seq
    forget(log, task="a", framework="neon")
    event = list(log.events())[-1]
    assert (event.type, event.seq, event.payload) == ("forgotten", last + 1, {"scope": "part", "events": 3, "epoch": 1})
    assert log.verify().ok
    assert log.learner == learner
    assert {(e.task, e.framework) for e in log.events() if e.task == "a"} == {("a", "pytorch")}
    worked(log, clock, "c")
    forget(log, task="b")
    assert log.verify().ok
    with pytest.raises(sqlite3.IntegrityError, match="append-only"), log.writer() as connection:
        connection.execute("DELETE FROM events")


def test_cutting_a_log_that_once_forgot_is_still_found(log: Log, clock: ManualClock) -> None:
    worked(log, clock, "a", "b")
    forget(log, task="a")
    worked(log, clock, "c")
    log.close()
    connection = sqlite3.connect(log.path, isolation_level=None)
    for name in TRIGGER_NAMES:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("DELETE FROM events WHERE task = 'b'")
    connection.close()
    assert any("changed, or one before it removed" in problem.what for problem in log.verify().problems)


def test_forgetting_everything_leaves_nobody(log: Log, clock: ManualClock) -> None:
    worked(log, clock, "a", "b")
    learner = log.learner
    done = forget(log, clock=clock)
    assert done.events > 10
    assert SECRET.encode() not in on_disk(log)
    assert learner.encode() not in on_disk(log)
    assert [event.type for event in log.events()] == ["forgotten"]
    assert log.verify().ok
    assert current(log).tasks == {}


def test_forgetting_what_is_not_there_changes_nothing(log: Log, clock: ManualClock) -> None:
    assert forget(log, task="a").events == 0
    assert not log.exists
    worked(log, clock, "a")
    before = list(log.events())
    assert (forget(log, task="unknown").events, list(log.events())) == (0, before)


def test_forgetting_while_another_reads_is_done_and_says_what_is_left_to_do(log: Log, clock: ManualClock) -> None:
    worked(log, clock, "a", "b")
    impatient = Log(log.path, busy_s=0.05)
    log.close()
    with log.reader() as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM events").fetchone()
        with pytest.raises(LockedLog):
            forget(impatient, task="a")
    assert "a" not in {event.task for event in log.events()}
    forget(impatient, task="a")
    assert f"{SECRET} a".encode() not in on_disk(log)
    assert log.verify().ok


def test_a_tutor_that_stays_open_goes_on_after_another_forgot(log: Log, clock: ManualClock) -> None:
    recorder = worked(log, clock, "a", "b")
    with Log.open(log.path) as other:
        forget(other, task="a")
    recorder.open_task("b", "neon")
    recorder.close()
    assert log.verify().ok
