"""Exports say all there is, or with names and words left out; a study takes them whole, once, and never changed."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TextIO

import msgspec
import pytest

from progress.chain import COLUMNS
from progress.clock import ManualClock
from progress.errors import BadExport, CorruptedLog
from progress.export import datashop, jsonl, tables, xapi
from progress.export.study import import_, learners
from progress.export.view import pseudonym
from progress.forget import forget
from progress.recorder import Recorder
from progress.report.model import TaskInfo
from progress.sources import digest
from progress.store import Log

NOON = 1_772_366_400_000_000_000  # 2026-03-01 12:00 UTC
TASKS = (TaskInfo(id="a", key="u/a", title="A", unit="u", skill="broadcasting", level=2, par_minutes=4.0),)


def work(log: Log, clock: ManualClock, *tasks: str) -> None:
    recorder = Recorder(log, interface="tui", clock=clock)
    for task in tasks:
        recorder.open_task(task, "neon")
        for outcome in ("failed", "passed"):
            clock.pass_s(90)
            recorder.check_finished(task, "neon", "r", {"outcome": outcome, "message": 'a "quoted",\nline', "n": 0.1})
    recorder.close()


def stuck(log: Log) -> None:
    """Let the learner give up a third task, after a hint."""
    clock = ManualClock(NOON + 10**15)
    clock.boot_id = "boot-2"
    recorder = Recorder(log, interface="tui", clock=clock)
    recorder.open_task("c", "neon")
    clock.pass_s(30)
    recorder.hint_shown("c", "neon", 2, 3)
    recorder.skipped("c", "neon")
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
    stuck(log)
    out = io.StringIO(newline="")
    assert tables.write_attempts(log, TASKS, out) == 5
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    found = [(row["key"], row["number"], row["outcome"], row["help"], float(row["active_s"])) for row in rows]
    assert found == [
        ("u/a", "1", "failed", "", 90),
        ("u/a", "2", "passed", "unaided", 180),
        ("", "1", "failed", "", 90),
        ("", "2", "passed", "unaided", 180),
        ("", "0", "gave_up", "aided", 30),
    ]
    assert {row["learner"] for row in rows} == {log.learner}
    assert [row["par_minutes"] for row in rows] == ["4.0", "4.0", "", "", ""]


def test_parquet_holds_the_same_tables(log: Log, file: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from progress.export import attempts
    from progress.export import parquet as export

    stuck(log)
    for write in (export.write_events, lambda log, out: export.write_attempts(log, TASKS, out)):
        with (tmp_path / "file").open("wb") as out:
            count = write(log, out)
        table = parquet.read_table(tmp_path / "file")
        assert table.num_rows == count
        assert all(str(table.schema.field(name).type) == "int64" for name in ("seq", "utc"))
    assert table.to_pylist() == [msgspec.structs.asdict(row) for row in attempts.rows(log, TASKS)]


def test_without_the_library_parquet_says_what_to_install(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    from progress.export import parquet

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(parquet.MissingParquet) as caught:
        parquet.write_events(log, io.BytesIO())
    assert "dltutor[study]" in caught.value.remedy


def test_anonymised_exports_hold_no_id_and_no_word_of_the_learners(
    log: Log, clock: ManualClock, tmp_path: Path
) -> None:
    clock.boot_id, clock.zone = "the-machine", "+05:45"
    recorder = Recorder(log, interface="tui", clock=clock)
    recorder.open_task("a", "neon")
    source = "SECRET = 1"
    verdict = {
        "outcome": "raised", "message": "SECRET", "stdout": "SECRET", "mistake": "rows", "learner_s": 0.5,
        "source_hash": digest(source), "error": {"message": "SECRET"},
        "steps": [{"name": "check_x", "status": "failed", "message": "SECRET", "comparison": {"got": "SECRET"}}],
    }  # fmt: skip
    recorder.check_started("a", "neon", "run-1", digest(source), source)
    recorder.check_finished("a", "neon", "run-1", verdict)
    recorder.install_finished("neon", "run-2", {"seconds": 3.5, "failures": 1, "index": "SECRET"})
    written = []
    for write in (jsonl.write, xapi_of, datashop_of, tables_of(tables.write_events), tables_of(attempts_of)):
        out = io.BytesIO()
        write(log, out, anonymise=True)
        written.append(out.getvalue())
        for told in ("SECRET", log.learner, recorder.session, "run-1", "the-machine", "+05:45", digest(source)):
            assert told.encode() not in out.getvalue(), (write, told)
    (tmp_path / "file").write_bytes(written[0])
    export = jsonl.read(tmp_path / "file")
    assert (export.problems, export.head.anonymised, export.head.learner) == ((), True, pseudonym(log.learner))
    kept = {event.type: event.payload for event in export.events}
    assert kept["check_finished"] == {
        "outcome": "raised", "mistake": "rows", "learner_s": 0.5, "steps": [{"name": "check_x", "status": "failed"}],
    }  # fmt: skip
    assert kept["install_finished"] == {"seconds": 3.5, "failures": 1}
    with pytest.raises(ValueError, match="anonymised"):
        jsonl.write(log, io.BytesIO(), anonymise=True, sources=True)


def test_sources_travel_when_the_learner_wants_it_and_arrive_unchanged(
    log: Log, recorder: Recorder, study: Path, tmp_path: Path
) -> None:
    texts = ["x = 1\n", "y = '\ud800 ½'\n"]
    for text in texts:
        recorder.check_started("a", "neon", "r", digest(text), text)
    assert jsonl.read(exported(log, tmp_path / "without")).sources == {}
    with (tmp_path / "with").open("wb") as out:
        jsonl.write(log, out, sources=True)
    export = jsonl.read(tmp_path / "with")
    assert (export.problems, export.sources) == ((), {digest(text): text for text in texts})
    (found,) = import_(study, [tmp_path / "with"])
    assert (found.accepted, found.sources) == (True, 2)
    lines = (tmp_path / "with").read_bytes().splitlines(keepends=True)
    for changed, said in (
        (lines[:-2] + lines[-1:], "says it has 2 sources and has 1"),
        (swapped(lines), "was changed"),
    ):
        (tmp_path / "with").write_bytes(b"".join(changed))
        assert said in jsonl.read(tmp_path / "with").problems[0].what


def swapped(lines: list[bytes]) -> list[bytes]:
    """The file with the first source's text under the second one's name."""
    first, second = json.loads(lines[-3]), json.loads(lines[-2])
    second["content"] = first["content"]
    return [*lines[:-2], json.dumps(second, separators=(",", ":")).encode() + b"\n", lines[-1]]


def attempts_of(log: Log, out: TextIO, *, anonymise: bool) -> int:
    return tables.write_attempts(log, TASKS, out, anonymise=anonymise)


def xapi_of(log: Log, out: BinaryIO, *, anonymise: bool) -> int:
    return xapi.write(log, TASKS, out, anonymise=anonymise)


def datashop_of(log: Log, out: BinaryIO, *, anonymise: bool) -> int:
    return tables_of(lambda log, text, *, anonymise: datashop.write(log, TASKS, text, anonymise=anonymise))(
        log, out, anonymise=anonymise
    )


def tables_of(write: Callable[..., int]) -> Callable[..., int]:
    """Let `write` write text to a file of bytes."""

    def written(log: Log, out: BinaryIO, *, anonymise: bool) -> int:
        text = io.StringIO(newline="")
        count = write(log, text, anonymise=anonymise)
        out.write(text.getvalue().encode())
        return count

    return written


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
