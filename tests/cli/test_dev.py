"""`dltutor dev`: a task started and held to its contract from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    folder = tmp_path / "lessons"
    folder.mkdir()
    (folder / "curriculum.yaml").write_text("units:\n  - {folder: 00-first, title: First, tasks: []}\n")
    return folder


def test_a_new_task_is_written_and_then_checked(dltutor: Run, lessons: Path) -> None:
    done = dltutor("dev", "new", "00-first/double", "--lessons", lessons)
    assert done.exit_code == 0
    assert done.stdout == f"{lessons / '00-first' / 'double'}\n"
    assert "dltutor dev check double" in done.stderr
    checked = dltutor("dev", "check", "--lessons", lessons, "-f", "neon", "--jobs", "2", "--seeds", "1")
    assert checked.exit_code == 1
    assert "BROKEN 00-first/double files" in checked.stdout
    assert checked.stdout.splitlines()[-1].startswith("Tasks 1, in neon; cases 7, seeds 1: 1 broken")
    for name in ("task.yaml", "brief.md"):
        file = lessons / "00-first" / "double" / name
        file.write_text(file.read_text().replace("TODO", "Well"))
    again = dltutor("dev", "check", "double", "--lessons", lessons, "-f", "neon", "-j", "2", "--seeds", "2")
    assert again.exit_code == 0, again.stdout
    assert "ok     00-first/double neon solution" in again.stdout
    assert again.stdout.splitlines()[-1].startswith("Tasks 1, in neon; cases 6, seeds 2: all hold")


def test_a_broken_case_is_explained_by_its_verdict(dltutor: Run, lessons: Path) -> None:
    dltutor("dev", "new", "00-first/double", "--lessons", lessons)
    solution = lessons / "00-first" / "double" / "neon" / "solution.py"
    solution.write_text("def double(x):\n    return 3 * x\n")
    done = dltutor("dev", "check", "--lessons", lessons, "-f", "neon", "--jobs", "2", "--seeds", "1")
    assert done.exit_code == 1
    assert "BROKEN 00-first/double neon solution" in done.stdout
    assert "It must pass; the outcome is 'failed'. (seed 0)" in done.stdout
    assert "✗ Every element of the result is twice the input's." in done.stdout
    assert "difference" in done.stdout


def test_a_pattern_without_a_task_gets_the_nearest_names(dltutor: Run) -> None:
    done = dltutor("dev", "check", "helo", "-f", "neon")
    assert done.exit_code == 2
    assert "Did you mean hello" in done.stderr


def test_a_bad_name_for_a_new_task_is_refused(dltutor: Run, lessons: Path) -> None:
    done = dltutor("dev", "new", "double", "--lessons", lessons)
    assert done.exit_code == 2
    assert "UNIT/TASK" in done.stderr


def test_a_framework_that_was_asked_for_and_is_missing_ends_with_exit_code_3(dltutor: Run, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('[interpreters]\nneon = "/nowhere/python"\n')
    done = dltutor("dev", "check", "-f", "neon")
    assert done.exit_code == 3
    assert "/nowhere/python" in done.stderr
