"""`dltutor report` with its options, as a user starts it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from progress.clock import ManualClock
from progress.recorder import Recorder
from progress.store import Log
from tutor import catalog, paths
from tutor.cli import main


@pytest.fixture
def worked(clock: ManualClock) -> Path:
    """Two tasks passed in neon, a day apart; return where the log is."""
    first, second = catalog.load().tasks[:2]
    with Log.open(paths.database()) as log, Recorder(log, interface="tui", clock=clock) as recorder:
        for task in (first, second):
            recorder.open_task(task.id, "neon")
            clock.pass_s(90)
            recorder.check_started(task.id, "neon", "run", "hash")
            recorder.check_finished(task.id, "neon", "run", {"outcome": "passed", "framework_version": "2.6.0"})
            recorder.leave_task()
            clock.pass_s(86_400)
    return paths.database()


def report(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def test_the_page_is_written_and_named(worked: Path, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    done = report("--html", file)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"Written: {file}\n"
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_page_that_cannot_be_written_is_a_usage_error(worked: Path, tmp_path: Path) -> None:
    done = report("--html", tmp_path / "no such folder" / "page.html")
    assert done.exit_code == 2
    assert "cannot be written: No such file or directory" in done.stderr.replace("\n", " ")


def test_page_and_json_at_once_are_refused(worked: Path, tmp_path: Path) -> None:
    assert report("--html", tmp_path / "page.html", "--json").exit_code == 2
    assert not (tmp_path / "page.html").exists()


def test_since_leaves_out_what_came_before(worked: Path) -> None:
    second = catalog.load().tasks[1]
    whole, late = (json.loads(report("--json", *since).stdout) for since in ((), ("--since", "2026-03-02")))
    assert [row["info"]["id"] for row in late["tasks"]] == [second.id]
    assert len(whole["tasks"]) > 2
    assert late["curves"][0]["points"][0]["practice"] == 2
    assert report("--since", "yesterday").exit_code == 2


def test_anonymised_is_without_ids(worked: Path) -> None:
    ids = {task.id for task in catalog.load().tasks}
    with Log.open(worked) as log:
        assert log.learner is not None
        ids.add(log.learner)
    shared = report("--json", "--anonymise").stdout
    assert not [each for each in ids if each in shared]
    assert json.loads(shared)["anonymous"] is True
    assert [each for each in ids if each in report("--json").stdout]


def test_framework_keeps_to_one(worked: Path) -> None:
    assert "neon" in report("--framework", "neon").stdout
    alone = json.loads(report("-f", "pytorch", "--json").stdout)
    assert (list(alone["frameworks"]), alone["curves"], alone["sides"]) == (["pytorch"], [], [])
