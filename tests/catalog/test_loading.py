"""Lessons are read strictly; what is broken is named and set aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tutor import catalog
from tutor.errors import LessonError

Edit = Callable[[str, str, str], Path]
FIRST = "00-first/hello/task.yaml"


def test_units_and_tasks_come_in_the_order_of_the_curriculum(lessons: Path) -> None:
    content = catalog.load(lessons)
    assert [unit.title for unit in content.units] == ["First", "Next"]
    assert [task.key for task in content.tasks] == ["00-first/hello", "00-first/again", "01-next/again"]
    assert not content.broken


def test_a_task_holds_what_its_yaml_says(lessons: Path) -> None:
    task = catalog.load(lessons).find("hello")
    assert task.id == "11111111-1111-4111-8111-111111111111"
    assert (task.title, task.skill, task.level, task.par_minutes, task.time_limit_s) == (
        "Say hello",
        "first contact",
        1,
        2.0,
        10.0,
    )
    assert (task.tolerance.cpu, task.tolerance.gpu) == (1e-5, 1e-4)
    assert list(task.frameworks) == ["neon"]
    assert task.frameworks["neon"].docs[0].name == "neon.backends.gen_backend"
    assert len(task.frameworks["neon"].hints) == 3
    assert task.left_out["pytorch"] == "Nothing to show here."
    assert task.mistakes == {"silent": "Nothing came back."}


def test_the_texts_of_a_task_are_read_from_its_folder(lessons: Path) -> None:
    task = catalog.load(lessons).find("hello")
    assert task.starter("neon") == "# TODO\n"
    assert "return 'hello'" in task.solution("neon")
    assert list(task.others("neon")) == ["lambda"]
    assert list(task.wrong("neon")) == ["silent"]
    assert task.probe("neon") is None
    assert task.check_path == lessons / "00-first" / "hello" / "check.py"


def test_a_framework_adds_its_own_lines_to_the_brief(lessons: Path) -> None:
    (lessons / "00-first/hello/neon/brief.md").write_text("In neon, mind the batch.\n")
    assert catalog.load(lessons).find("hello").brief("neon") == "# Hello\n\nIn neon, mind the batch.\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: Say hello\n", "", "key 'title' is missing"),
        ("level: 1", "level: 9", "key 'level': expected a whole number <= 5"),
        ("level: 1", "level: one", "key 'level': expected a whole number, got text"),
        ("level: 1", "levle: 1", "key 'levle' is unknown (did you mean 'level'?)"),
        ("id: 1", "id: x", "key 'id': invalid UUID"),
        ("  neon:\n    docs", "  nion:\n    docs", "key 'frameworks.nion' is unknown (did you mean 'neon'?)"),
        ("name: neon.", "nmae: neon.", "key 'frameworks.neon.docs[0].nmae' is unknown (did you mean 'name'?)"),
        ("url: \"https", "url: \"ftp", "key 'frameworks.neon.docs[0].url'"),
        ("name?, It is a function.,", "name?,", "key 'frameworks.neon.hints': expected a list of length >= 3"),
        ("gpu: 1e-4", "gpu: none", "key 'tolerance.gpu': expected a number, got text"),
        ("gpu: 1e-4", "gpu: -1e-4", "key 'tolerance.gpu': expected a number > 0"),
        ("silent:", "Not silent:", "a name under 'mistakes'"),
        ("left_out:\n  pytorch: Nothing to show here.", "left_out:", "key 'frameworks.pytorch' is missing"),
        ("left_out:", "left_out:\n  neon: Not there.", "key 'left_out.neon': neon is under 'frameworks' too"),
        ("level: 1", "level: 1\nlevel: 2", "line 5: key 'level' stands there twice"),
        ("level: 1", "level: [1", "line"),
    ],
)
def test_an_error_names_the_file_the_key_and_what_was_expected(
    lessons: Path, edit: Edit, old: str, new: str, expected: str
) -> None:
    file = edit(FIRST, old, new)
    (broken,) = catalog.load(lessons).broken
    assert broken.path == file.parent
    assert str(file) in broken.error.message
    assert expected in broken.error.message


def test_a_broken_task_leaves_the_rest_unharmed(lessons: Path, edit: Edit) -> None:
    edit(FIRST, "level: 1", "level: 9")
    content = catalog.load(lessons)
    assert [task.key for task in content.tasks] == ["00-first/again", "01-next/again"]
    assert [broken.key for broken in content.broken] == ["00-first/hello"]
    with pytest.raises(LessonError, match="level"):
        content.find("hello")


@pytest.mark.parametrize("name", ["brief.md", "check.py", "neon/starter.py", "neon/solution.py", "task.yaml"])
def test_a_task_without_one_of_its_files_is_broken(lessons: Path, name: str) -> None:
    file = lessons / "00-first" / "hello" / name
    file.unlink()
    (broken,) = catalog.load(lessons).broken
    assert f"{file} is missing" in broken.error.message


def test_a_task_that_is_listed_and_not_there_is_broken(lessons: Path, edit: Edit) -> None:
    edit("curriculum.yaml", "[hello, again]", "[hello, gone, again]")
    (broken,) = catalog.load(lessons).broken
    assert broken.key == "00-first/gone"
    assert len(catalog.load(lessons).tasks) == 3


def test_an_id_may_be_used_once(lessons: Path, edit: Edit) -> None:
    edit("01-next/again/task.yaml", "33333333-3333-4333-8333-333333333333", "11111111-1111-4111-8111-111111111111")
    (broken,) = catalog.load(lessons).broken
    assert broken.key == "01-next/again"
    assert "is the id of 00-first/hello already" in broken.error.message


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("units: {}\n", "key 'units': expected a list, got a mapping"),
        ("units:\n  - {folder: a, title: A}\n", "key 'units[0].tasks' is missing"),
        ("units:\n  - {folder: a, title: A, tasks: [b, b]}\n", "a/b stands there twice"),
        ("units: [\n", "line 2"),
        ("", "expected a mapping, got nothing"),
    ],
)
def test_a_curriculum_that_cannot_be_read_says_why(lessons: Path, content: str, expected: str) -> None:
    (lessons / "curriculum.yaml").write_text(content)
    with pytest.raises(LessonError) as caught:
        catalog.load(lessons)
    assert "curriculum.yaml" in caught.value.message
    assert expected in caught.value.message


def test_a_file_that_is_not_text_is_named(lessons: Path) -> None:
    (lessons / FIRST).write_bytes(b"title: \xff\xfe\n")
    (broken,) = catalog.load(lessons).broken
    assert "task.yaml: expected UTF-8 text (byte 7 is not)" in broken.error.message


def staged(lessons: Path, builds_on: str, project: str = "project: agent, ") -> Path:
    """Make `again` of the first unit build on something."""
    curriculum = lessons / "curriculum.yaml"
    curriculum.write_text(curriculum.read_text().replace("title: First, ", f"title: First, {project}"))
    file = lessons / "00-first" / "again" / "task.yaml"
    file.write_text(file.read_text() + f"builds_on: [{builds_on}]\n")
    return file


def test_a_stage_knows_the_stages_before_it(lessons: Path) -> None:
    staged(lessons, "hello")
    task = catalog.load(lessons).find("00-first/again")
    assert (task.project, task.builds_on) == ("agent", ("hello",))
    assert "return 'hello'" in task.reference("hello", "neon")


@pytest.mark.parametrize(
    ("builds_on", "project", "words"),
    [
        ("again", "project: agent, ", "again is no task before it"),
        ("hello", "", "the unit has no project"),
    ],
)
def test_a_stage_that_builds_on_nothing_that_is_there_is_set_aside(
    lessons: Path, builds_on: str, project: str, words: str
) -> None:
    file = staged(lessons, builds_on, project)
    content = catalog.load(lessons)
    assert [broken.key for broken in content.broken] == ["00-first/again"]
    assert words in str(content.broken[0].error)
    assert str(file) in str(content.broken[0].error)
