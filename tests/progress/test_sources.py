"""What was checked is kept once, goes with a backup, goes when it is forgotten, and is never silently another."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from progress import schema, sources
from progress.backup import backup
from progress.clock import ManualClock
from progress.errors import CorruptedLog
from progress.forget import forget
from progress.materialised import current
from progress.recorder import Recorder
from progress.store import Log

ONE, TWO = "x = 1\n", "y = '\ud800 ½'\n"


def check(recorder: Recorder, task: str, *texts: str) -> None:
    for number, text in enumerate(texts):
        recorder.check_started(task, "neon", f"{task}{number}", sources.digest(text), text)
        verdict = {"outcome": "passed", "source_hash": sources.digest(text)}
        recorder.check_finished(task, "neon", f"{task}{number}", verdict)


def test_a_source_is_kept_once_however_often_it_is_checked(log: Log, recorder: Recorder) -> None:
    check(recorder, "a", ONE, TWO, ONE)
    check(recorder, "b", ONE)
    assert dict(sources.each(log)) == {sources.digest(text): text for text in (ONE, TWO)}
    assert sources.read(log, sources.digest(TWO)) == TWO
    assert sources.read(log, sources.digest("never checked")) is None
    assert log.verify().ok


def test_a_source_that_is_not_what_the_hash_says_is_refused(log: Log, recorder: Recorder) -> None:
    with pytest.raises(ValueError, match="the source has the hash"):
        recorder.check_started("a", "neon", "r", sources.digest(ONE), TWO)
    assert not log.exists
    assert sources.read(log, sources.digest(ONE)) is None


def test_a_backup_holds_the_sources(log: Log, recorder: Recorder, tmp_path: Path) -> None:
    check(recorder, "a", ONE)
    backup(log, tmp_path / "copy")
    with Log.open(tmp_path / "copy") as copy:
        assert dict(sources.each(copy)) == {sources.digest(ONE): ONE}


def test_forgetting_a_task_forgets_what_was_checked_for_it_alone(log: Log, recorder: Recorder) -> None:
    check(recorder, "a", ONE, TWO)
    check(recorder, "b", ONE)
    forget(log, task="a")
    assert dict(sources.each(log)) == {sources.digest(ONE): ONE}
    assert log.verify().ok
    forget(log)
    assert dict(sources.each(log)) == {}


def test_a_changed_source_is_found(log: Log, recorder: Recorder) -> None:
    check(recorder, "a", ONE)
    with log.writer() as connection:
        sources.keep(connection, TWO)
        connection.execute("UPDATE source SET content = (SELECT content FROM source WHERE hash = ?) WHERE hash = ?",
                           (sources.digest(TWO), sources.digest(ONE)))  # fmt: skip
    (problem,) = log.verify().problems
    assert sources.digest(ONE)[:12] in problem.what
    with pytest.raises(CorruptedLog, match="not what was checked"):
        sources.read(log, sources.digest(ONE))
    with pytest.raises(CorruptedLog, match="not what was checked"):
        list(sources.each(log))


def test_a_log_from_before_sources_were_kept_gains_a_place_for_them(log: Log, recorder: Recorder) -> None:
    recorder.open_task("a", "neon")
    log.close()
    connection = sqlite3.connect(log.path)
    connection.execute("DROP TABLE source")
    connection.execute("PRAGMA user_version = 2")
    connection.commit()
    connection.close()
    assert (sources.read(log, sources.digest(ONE)), dict(sources.each(log)), log.verify().ok) == (None, {}, True)
    check(recorder, "a", ONE)
    with log.reader() as connection:
        assert schema.found_version(connection, log.path) == schema.VERSION
    assert sources.read(log, sources.digest(ONE)) == ONE


def test_later_tries_and_retakes_leave_the_first_time_alone(log: Log, recorder: Recorder, clock: ManualClock) -> None:
    recorder.open_task("a", "neon")
    clock.pass_s(60)
    check(recorder, "a", ONE)
    before = current(log)
    state, first = before.tasks["a", "neon"], before.times(("a", "neon"))[0]
    recorder.retake_started("a", "neon")
    clock.pass_s(300)
    recorder.hint_shown("a", "neon", 3, 3)
    recorder.check_finished("a", "neon", "later", {"outcome": "failed"})
    after = current(log)
    assert after.tasks["a", "neon"] != state
    state.later_attempts = 1
    assert after.tasks["a", "neon"] == state
    assert after.times(("a", "neon"))[0] == first
    assert after.times(("a", "neon"))[1].active_10 == 300e9
