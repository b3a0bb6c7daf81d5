"""`dev new` writes a whole task and lists it, leaving the rest of the curriculum as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor import catalog
from tutor.contract import scaffold
from tutor.errors import LessonError, UsageError

BLOCK = "# our ladder\nunits:\n  - folder: 00-first  # easy\n    title: First\n    tasks:\n      - hello\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "units:\n- {folder: 00-first, title: First, tasks: []}\n",
            "units:\n- {folder: 00-first, title: First, tasks: [new]}\n",
        ),
        (
            "units:\n- {folder: 00-first, title: First, tasks: [a, b]}\n- {folder: x, title: X, tasks: [c]}\n",
            "units:\n- {folder: 00-first, title: First, tasks: [a, b, new]}\n- {folder: x, title: X, tasks: [c]}\n",
        ),
        (BLOCK, BLOCK + "      - new\n"),
        (
            "units:\n  - {folder: 01-next, title: Next, tasks: [a]}\n",
            "units:\n  - {folder: 01-next, title: Next, tasks: [a]}\n"
            "  - folder: 00-first\n    title: First\n    tasks: [new]\n",
        ),
    ],
)
def test_a_new_task_is_listed_last_in_its_unit(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / "curriculum.yaml").write_text(before)
    assert scaffold(tmp_path, "00-first/new") == tmp_path / "00-first" / "new"
    assert (tmp_path / "curriculum.yaml").read_text() == after
    assert catalog.load(tmp_path).find("new").title.startswith("TODO")


def test_two_new_tasks_have_ids_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "curriculum.yaml").write_text("units:\n  - {folder: u, title: U, tasks: []}\n")
    scaffold(tmp_path, "u/one")
    scaffold(tmp_path, "u/two")
    content = catalog.load(tmp_path)
    assert [task.name for task in content.tasks] == ["one", "two"]
    assert not content.broken


@pytest.mark.parametrize("name", ["new", "u/New", "u/../x", "u/a/b", "/new", "u/", "u/a b"])
def test_a_bad_name_is_refused_and_nothing_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "curriculum.yaml").write_text("units:\n  - {folder: u, title: U, tasks: []}\n")
    with pytest.raises(UsageError, match="no name for a task"):
        scaffold(tmp_path, name)
    assert [file.name for file in tmp_path.iterdir()] == ["curriculum.yaml"]


def test_a_task_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "curriculum.yaml").write_text("units:\n  - {folder: u, title: U, tasks: []}\n")
    scaffold(tmp_path, "u/one")
    with pytest.raises(UsageError, match="is there already"):
        scaffold(tmp_path, "u/one")


def test_a_curriculum_that_cannot_be_added_to_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "curriculum.yaml").write_text("units: []\n")
    with pytest.raises(UsageError, match="cannot be added to"):
        scaffold(tmp_path, "u/one")
    assert (tmp_path / "curriculum.yaml").read_text() == "units: []\n"
    assert not (tmp_path / "u").exists()


def test_a_folder_without_a_curriculum_is_a_lesson_error(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match=r"curriculum\.yaml is missing"):
        scaffold(tmp_path, "u/one")
