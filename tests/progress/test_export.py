"""Exports say all there is; a study takes them whole, once, and never changed or cut short."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from progress.chain import COLUMNS
from progress.clock import ManualClock
from progress.errors import BadExport, CorruptedLog
from progress.export import jsonl, tables
from progress.export.study import import_, learners
from progress.forget import forget
from progress.recorder import Recorder
from progress.store import Log


def work(log: Log, clock: ManualClock, *tasks: str) -> None:
    recorder = Recorder(log, interface="tui", clock=clock)
    for task in tasks:
        recorder.open_task(task, "neon")
        for outcome in ("failed", "passed"):
            clock.pass_s(90)
            recorder.check_finished(task, "neon", "r", {"outcome": outcome, "message": 'a "quoted",\nline', "n": 0.1})
    recorder.close()


def exported(log: Log, path: Path) -> Path:
    with path.open("wb") as out:
        jsonl.write(log, out)
    return path


@pytest.fixture
def file(log: Log, clock: ManualClock, tmp_path: Path) -> Path:
    work(log, clock, "a", "b")
    return exported(log, tmp_path / "one.jsonl")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return tmp_path / "study" / "study.sqlite3"


def test_json_lines_hold_every_event_and_can_be_read_back(log: Log, file: Path) -> None:
    export = jsonl.read(file)
    assert (list(export.events), export.problems) == (list(log.events()), ())
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert lines[0] == {"schema": "dltutor.export/1", "learner": log.learner, "epoch": 0}
    assert lines[-1] == {"end": len(lines) - 2, "chain": lines[-2]["chain"]}


def test_an_absent_log_exports_as_nothing(log: Log) -> None:
    assert (jsonl.write(log, io.BytesIO()), tables.write_events(log, io.StringIO())) == (0, 0)
    assert not log.exists


def test_the_table_of_events_holds_every_field(log: Log, file: Path) -> None:
    out = io.StringIO(newline="")
    assert tables.write_events(log, out) == 10
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert list(rows[0]) == [*COLUMNS, "chain"]
    for row, event in zip(rows, log.events(), strict=True):
        assert (int(row["seq"]), int(row["utc"]), row["type"], row["chain"]) == (
            event.seq,
            event.utc,
            event.type,
            event.chain,
        )
        assert json.loads(row["payload"]) == event.payload


def test_the_table_of_attempts_has_the_active_time_until_each(log: Log, file: Path) -> None:
    out = io.StringIO(newline="")
    assert tables.write_attempts(log, out) == 4
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    found = [(row["task"], row["number"], row["outcome"], float(row["active_s"])) for row in rows]
    assert found == [
        ("a", "1", "failed", 90),
        ("a", "2", "passed", 180),
        ("b", "1", "failed", 90),
        ("b", "2", "passed", 180),
    ]


def test_a_study_takes_each_learner_once(log: Log, file: Path, study: Path, tmp_path: Path) -> None:
    clock = ManualClock(10**18)
    with Log.open(tmp_path / "other" / "log") as other:
        work(other, clock, "a")
        second = exported(other, tmp_path / "two.jsonl")
        first, again, another = import_(study, [file, file, second])
        assert (first.added, first.duplicates, again.added, again.duplicates) == (10, 0, 0, 10)
        assert (another.added, another.accepted) == (6, True)
        assert learners(study) == {log.learner: 10, other.learner: 6}


def test_a_later_export_adds_what_is_new_and_an_earlier_one_takes_nothing_away(
    log: Log, clock: ManualClock, file: Path, study: Path, tmp_path: Path
) -> None:
    work(log, clock, "c")
    later = exported(log, tmp_path / "later.jsonl")
    found = import_(study, [file, later, file])
    assert [(one.added, one.duplicates, one.withdrawn) for one in found] == [(10, 0, 0), (6, 10, 0), (0, 10, 0)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: lines[:-1], "cut short"),
        (lambda lines: lines[:4] + lines[-1:], "says it has 10 events and has 3"),
        (lambda lines: lines[:3] + lines[4:], "one before it removed"),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], "one before it removed"),
        (lambda lines: [line.replace(b'"failed"', b'"passed"') for line in lines], "changed"),
        (lambda lines: [*lines[:3], lines[3][:20], *lines[4:]], "line 4 cannot be read"),
        (lambda lines: [*lines, lines[1]], "after the end"),
        (lambda lines: [*lines[:2], b"\xff\xfe\n", *lines[2:]], "line 3 cannot be read"),
        (lambda lines: [lines[0].replace(b'"epoch":0', b'"epoch":1'), *lines[1:]], "changed"),
    ],
)
def test_a_changed_or_cut_export_is_reported_and_adds_nothing(file: Path, study: Path, change, said: str) -> None:
    file.write_bytes(b"".join(change(file.read_bytes().splitlines(keepends=True))))
    (found,) = import_(study, [file])
    assert not found.accepted
    assert said in found.problems[0].what
    assert learners(study) == {}


@pytest.mark.parametrize(
    "content", [b"", b"seq,learner\n1,x\n", b'{"schema":"other/1","learner":"x","epoch":0}\n', b"\xff"]
)
def test_a_file_that_is_no_export_is_refused(study: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(BadExport, match="file"):
        import_(study, [tmp_path / "file"])


def test_what_a_learner_forgot_leaves_the_study_with_their_next_export(
    log: Log, clock: ManualClock, file: Path, study: Path, tmp_path: Path
) -> None:
    import_(study, [file])
    forget(log, task="a")
    after = exported(log, tmp_path / "after.jsonl")
    found, old = import_(study, [after, file])
    assert (found.added, found.withdrawn, found.accepted) == (1, 4, True)
    assert "has since forgotten" in old.problems[0].what
    assert learners(study) == {log.learner: 7}


def test_a_learners_own_log_is_no_study_file(log: Log, file: Path) -> None:
    log.close()
    before = log.path.read_bytes()
    with pytest.raises(CorruptedLog, match="no study file"):
        import_(log.path, [file])
    assert log.path.read_bytes() == before
