"""A place that cannot be written, a file that cannot be read: a clear error, and nothing of the learner's is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from progress.clock import SystemClock
from progress.errors import CorruptedLog, LockedLog, NewerLog, ProgressError, UnwritableLog
from progress.events import Event
from progress.materialised import current
from progress.schema import VERSION
from progress.store import Log

NOBODY = 65534


def event(**payload: object) -> Event:
    return Event(**SystemClock().now()._asdict(), session="s", type="signal", payload=payload)


def touch_all(log: Log) -> Iterator[ProgressError]:
    """Every way into the log, and the error each raises."""
    for way in (lambda: list(log.events()), lambda: log.append(event()), log.verify, lambda: current(log)):
        with pytest.raises(ProgressError) as caught:
            way()
        yield caught.value


def test_every_error_has_what_the_command_line_prints() -> None:
    for kind in (UnwritableLog, CorruptedLog, NewerLog, LockedLog):
        error = kind("what and where", "what to do")
        assert (error.exit_code, error.message, error.remedy) == (4, "what and where", "what to do")
        assert error.title != ProgressError.title


def test_a_data_folder_under_a_file_is_named_as_unwritable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    log = Log.open(tmp_path / "file" / "progress.sqlite3")
    assert list(log.events()) == []
    with pytest.raises(UnwritableLog, match="a file and not a folder") as caught:
        log.append(event())
    assert str(log.path) in caught.value.message


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A folder with a log of three events that `nobody` may read and not write."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    with Log.open(folder / "progress.sqlite3") as log:
        log.append(event(), event(), event())
    log.path.chmod(0o444)
    folder.chmod(0o555)
    yield log.path
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_log_can_be_reported_and_refuses_appends_with_a_reason(read_only: Path) -> None:
    script = f"""
import os, sys
from pathlib import Path
from progress.clock import SystemClock
from progress.errors import UnwritableLog
from progress.events import Event
from progress.materialised import current
from progress.store import Log

event = Event(**SystemClock().now()._asdict(), session="s", type="signal")
if os.getuid() == 0:
    os.setuid({NOBODY})  # permissions do not hold for root
log = Log.open(Path(sys.argv[1]))
print(len(list(log.events())), current(log).seq, log.verify().ok)
try:
    log.append(event)
except UnwritableLog as error:
    print(error.message)
"""
    said = in_another_process(script, read_only)
    assert said.startswith("3 3 True\n")
    assert f"{read_only} cannot be written" in said
    assert len(list(Log.open(read_only).events())) == 3


def in_another_process(script: str, path: Path) -> str:
    run = [sys.executable, "-c", script, str(path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    found = subprocess.run(run, capture_output=True, text=True, env=environment, timeout=60)
    assert found.returncode == 0, found.stderr
    return found.stdout


def test_a_full_database_refuses_the_event_and_keeps_the_others(log: Log) -> None:
    log.append(event(n=1))
    with log.writer() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    log._writing.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(UnwritableLog, match="full"):
        log.append(event(n=2, long="x" * 100_000))
    log._writing.execute("PRAGMA max_page_count = 1000000")
    log.append(event(n=3))
    assert [kept.payload["n"] for kept in log.events()] == [1, 3]
    assert log.verify().ok


def test_a_file_size_limit_refuses_the_event_and_keeps_the_others(log: Log) -> None:
    script = """
import resource, sys
from pathlib import Path
from progress.clock import SystemClock
from progress.errors import UnwritableLog
from progress.events import Event
from progress.store import Log

def one(**payload):
    return Event(**SystemClock().now()._asdict(), session="s", type="signal", payload=payload)

log = Log.open(Path(sys.argv[1]))
log.append(one(n=1))
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
try:
    log.append(one(n=2, long="x" * 1_000_000))
except UnwritableLog as error:
    print(error.message)
log.append(one(n=3))
"""
    assert "cannot be written" in in_another_process(script, log.path)
    assert [kept.payload["n"] for kept in log.events()] == [1, 3]
    assert log.verify().ok


@pytest.mark.parametrize(
    "content", [b"this was never a database", b"\0" * 8192, b"SQLite format 3\0" + b"\xff" * 5000], ids=str
)
def test_a_file_that_is_no_database_is_kept_named_and_reported(log: Log, content: bytes) -> None:
    log.path.parent.mkdir()
    log.path.write_bytes(content)
    for error in touch_all(log):
        assert isinstance(error, CorruptedLog)
        assert str(log.path) in error.message
    assert log.path.read_bytes() == content


def test_a_damaged_log_is_kept_and_reported(log: Log) -> None:
    log.append(*(event(n=n, pad="x" * 500) for n in range(200)))
    log.close()
    whole = log.path.read_bytes()
    log.path.write_bytes(whole[: len(whole) // 2])
    for error in touch_all(log):
        assert isinstance(error, CorruptedLog)
    assert log.path.read_bytes() == whole[: len(whole) // 2]


def test_a_log_emptied_beside_its_pending_events_is_not_taken_for_a_new_one(log: Log) -> None:
    log.append(event())
    wal = log.path.with_name(log.path.name + "-wal")
    pending = wal.read_bytes()
    log.close()
    log.path.write_bytes(b"")
    wal.write_bytes(pending)
    for error in touch_all(log):
        assert isinstance(error, CorruptedLog)
    assert wal.read_bytes() == pending


def test_an_empty_file_is_a_log_that_has_not_begun(log: Log) -> None:
    log.path.parent.mkdir()
    log.path.touch()
    assert list(log.events()) == []
    log.append(event())
    assert log.verify().events == 1


def test_another_programs_database_is_left_alone(log: Log) -> None:
    log.path.parent.mkdir()
    with sqlite3.connect(log.path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = log.path.read_bytes()
    for error in touch_all(log):
        assert isinstance(error, CorruptedLog)
        assert "another program" in error.message
    assert log.path.read_bytes() == before


def test_a_folder_in_the_logs_place_is_reported(log: Log) -> None:
    log.path.mkdir(parents=True)
    for error in touch_all(log):
        assert isinstance(error, CorruptedLog)


def test_a_newer_database_is_refused_and_unchanged(log: Log) -> None:
    log.append(event())
    log.close()
    with sqlite3.connect(log.path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = log.path.read_bytes()
    for error in touch_all(log):
        assert isinstance(error, NewerLog)
        assert str(VERSION + 1) in error.message
    assert log.path.read_bytes() == before


def test_a_log_that_stays_locked_is_reported(log: Log) -> None:
    log.append(event())
    other = sqlite3.connect(log.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    impatient = Log(log.path, busy_s=0.05)
    with pytest.raises(LockedLog, match="locked"):
        impatient.append(event())
    other.execute("ROLLBACK")
    assert impatient.append(event())[0].seq == 2
