"""backup, forget, export, import: what was recorded is the learner's, whole, portable and deletable."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from progress import sources
from progress.store import Log
from tutor import paths
from tutor.catalog import Task

Run = Callable[..., Result]


@pytest.fixture
def done(dltutor: Run, hello: Task, home: Path) -> Task:
    """The first task, passed in neon after its starter was checked, with its code in the workspace."""
    dltutor("path", "hello", "-f", "neon")
    dltutor("hint", "hello", "-f", "neon")
    file = home / "code" / "neon" / hello.unit / f"{hello.name}.py"
    file.write_text(hello.solution("neon"))
    assert dltutor("check", "hello", "-f", "neon").exit_code == 0
    return hello


def events() -> list[str]:
    with Log.open(paths.database()) as log:
        return [event.type for event in log.events()]


def test_a_backup_is_a_log_with_what_was_checked(dltutor: Run, done: Task, tmp_path: Path) -> None:
    result = dltutor("backup", tmp_path / "copy.sqlite3")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "To restore it" in result.stderr
    with Log.open(tmp_path / "copy.sqlite3") as copy:
        assert copy.verify().ok
        assert list(dict(sources.each(copy)).values()) == [done.solution("neon")]
    again = dltutor("backup", tmp_path / "copy.sqlite3")
    assert (again.exit_code, "would overwrite" in again.stderr) == (4, True)


def test_there_is_nothing_to_back_up_before_the_first_task(dltutor: Run, tmp_path: Path) -> None:
    assert dltutor("backup", tmp_path / "copy").exit_code == 4
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scope", [["--task", "hello"], ["--framework", "neon"], ["--task", "hello", "-f", "neon"]])
def test_forgetting_deletes_log_code_and_history_of_what_is_named(
    dltutor: Run, done: Task, home: Path, scope: list[str]
) -> None:
    dltutor("reset", "hello", "-f", "neon", "--yes")
    dltutor("path", "hello", "-f", "pytorch")
    other = home / "code" / "pytorch" / done.unit / f"{done.name}.py"
    result = dltutor("forget", *scope, "--yes")
    assert result.exit_code == 0
    with Log.open(paths.database()) as log:
        assert {event.framework for event in log.events() if event.task} <= {"pytorch"}
        assert dict(sources.each(log)) == {}
        assert log.verify().ok
    assert [file for file in home.rglob("*.py") if "neon" in file.parts] == []
    assert other.exists() == ("neon" in scope)
    secret = done.solution("neon").encode()
    assert all(secret not in file.read_bytes() for file in home.rglob("*") if file.is_file())


def test_forgetting_everything_leaves_settings_alone(dltutor: Run, done: Task, home: Path) -> None:
    (home / "settings.toml").write_text('device = "cpu"\n')
    with Log.open(paths.database()) as log:
        learner = log.learner
    assert dltutor("forget", "--all", "--yes").exit_code == 0
    assert events() == ["forgotten"]
    assert (home / "settings.toml").exists()
    assert not (home / "code" / "neon").exists()
    with Log.open(paths.database()) as log:
        assert log.learner != learner


def test_forget_asks_and_no_means_no(dltutor: Run, done: Task) -> None:
    before = events()
    result = dltutor("forget", "--task", "hello", input="n\n")
    assert (result.exit_code, result.stdout) == (130, "")
    assert "for good?" in result.stderr
    assert events() == before
    assert dltutor("forget", "--task", "hello", input="y\n").exit_code == 0


@pytest.mark.parametrize("scope", [[], ["--all", "--task", "hello"], ["--all", "-f", "neon"]])
def test_forget_wants_to_know_what(dltutor: Run, scope: list[str]) -> None:
    assert dltutor("forget", *scope, "--yes").exit_code == 2


def test_a_task_that_lessons_no_longer_have_is_forgotten_by_its_id(dltutor: Run, done: Task) -> None:
    from progress.recorder import Recorder

    lost = "00000000-0000-4000-8000-000000000000"
    with Log.open(paths.database()) as log, Recorder(log, interface="cli") as recorder:
        recorder.skipped(lost, "neon")
    assert dltutor("forget", "--task", "no such task", "--yes").exit_code == 2
    assert dltutor("forget", "--task", lost, "--yes").exit_code == 0
    with Log.open(paths.database()) as log:
        assert {event.task for event in log.events()} == {None, done.id}


def test_each_format_is_written_to_stdout_and_to_a_file(dltutor: Run, done: Task, tmp_path: Path) -> None:
    for form in ("csv", "jsonl", "datashop", "xapi", "parquet"):
        written = dltutor("export", "--format", form)
        assert (written.exit_code, written.stderr) == (0, "")
        (tmp_path / "file").write_text("what was there before")
        result = dltutor("export", "--format", form, "--out", tmp_path / "file")
        assert (result.exit_code, result.stdout) == (0, "")
        if form != "parquet":  # the name of the library's version apart, it is the same
            assert (tmp_path / "file").read_bytes() == written.stdout_bytes
    assert sorted(file.name for file in tmp_path.glob("*file*")) == ["file"]


def test_exports_say_what_the_lessons_say_of_a_task(dltutor: Run, done: Task) -> None:
    (row,) = csv.DictReader(io.StringIO(dltutor("export", "--format", "csv").stdout))
    assert (row["task"], row["key"], row["skill"], row["help"]) == (done.id, done.key, done.skill, "unaided")
    statements = json.loads(dltutor("export", "--format", "xapi").stdout)
    assert [one["verb"]["display"]["en"] for one in statements] == ["asked", "passed"]
    rows = dltutor("export", "--format", "csv", "--table", "events").stdout
    assert rows.count("\n") == len(events()) + 1


def test_what_cannot_be_exported_is_told(dltutor: Run, done: Task, tmp_path: Path) -> None:
    assert dltutor("export", "--format", "csv", "--sources").exit_code == 2
    assert dltutor("export", "--format", "jsonl", "--sources", "--anonymise").exit_code == 2
    assert dltutor("export", "--format", "csv", "--out", tmp_path / "no" / "folder").exit_code == 2
    assert dltutor("export", "--format", "tsv").exit_code == 2


def test_exports_come_together_in_a_study_and_a_changed_one_does_not(dltutor: Run, done: Task, tmp_path: Path) -> None:
    one, study = tmp_path / "one.jsonl", tmp_path / "study.sqlite3"
    dltutor("export", "--format", "jsonl", "--sources", "--out", one)
    first = dltutor("import", one, "--into", study)
    assert (first.exit_code, "events added" in first.stdout, "1 sources" in first.stdout) == (0, True, True)
    again = json.loads(dltutor("import", one, "--into", study, "--json").stdout)
    assert (again["files"][0]["added"], again["files"][0]["duplicates"]) == (0, len(events()))
    changed = tmp_path / "changed.jsonl"
    changed.write_bytes(one.read_bytes().replace(b'"passed"', b'"failed"'))
    refused = dltutor("import", changed, "--into", study)
    assert (refused.exit_code, "was changed" in refused.stderr) == (4, True)
    with sqlite3.connect(study) as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (len(events()),)
    assert dltutor("import", tmp_path / "none", "--into", study).exit_code == 2
    assert dltutor("import", one, "--into", paths.database()).exit_code == 4
