"""The tutorials of each framework against the skills of the lessons."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tutor import catalog, tutorials
from tutor.catalog import FRAMEWORKS
from tutor.errors import LessonError, UsageError

ONE = """
frameworks:
  pytorch:
    source: a list
    tutorials:
      - {id: tensors, title: Tensors, url: "https://a/1", skills: [shapes, sums], seen: 2026-01-02, runs_on: CPU}
      - {id: sums, title: Sums, url: "https://a/2", skills: [sums], seen: 2026-01-02, runs_on: CPU}
  tensorflow: {source: a list, tutorials: []}
  neon:
    source: a list
    tutorials:
      - {id: tapes, title: Tapes, url: "https://a/3", skills: [tapes], seen: 2026-01-02, runs_on: CPU}
beyond: [tapes]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / tutorials.FILE).write_text(ONE)
    return tmp_path


def test_the_matrix_has_the_skills_of_the_lessons_and_then_those_beyond(root: Path) -> None:
    found = tutorials.load(root)
    matrix = tutorials.matrix(found, ["shapes", "gaps", "sums"])
    counts = {row.skill: tuple(len(row.tutorials[key]) for key in FRAMEWORKS) for row in matrix.rows}
    assert counts == {"shapes": (1, 0, 0), "gaps": (0, 0, 0), "sums": (2, 0, 0), "tapes": (0, 0, 1)}
    assert [row.skill for row in matrix.rows if not row.taught] == ["tapes"]


def test_breadth_counts_the_taught_skills_with_a_tutorial_and_names_the_gaps(root: Path) -> None:
    breadth = tutorials.matrix(tutorials.load(root), ["shapes", "gaps", "sums"]).breadth
    torch, neon = breadth["pytorch"], breadth["neon"]
    assert (torch.tutorials, torch.covered, torch.taught, torch.gaps) == (2, 2, 3, ("gaps",))
    assert (neon.tutorials, neon.covered, neon.gaps) == (1, 0, ("shapes", "gaps", "sums"))


def test_a_tutorial_is_found_by_its_id(root: Path) -> None:
    found = tutorials.load(root)
    assert found.find("sums").seen == datetime.date(2026, 1, 2)
    assert [each.id for each in found.on("sums", "pytorch")] == ["tensors", "sums"]
    with pytest.raises(UsageError, match="no tutorial called 'sum'") as told:
        found.find("sum")
    assert "sums" in told.value.remedy
    with pytest.raises(UsageError):
        found.find("sums", "neon")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: sums", "id: tensors", "'id': tensors stands there twice"),
        ("https://a/2", "https://a/1", "'url': https://a/1 stands there twice"),
        ("https://a/2", "http://a/2", "pytorch.tutorials[1].url"),
        ("id: sums", "id: Su ms", "pytorch.tutorials[1].id"),
        ("seen: 2026-01-02, runs_on: CPU}\n  tensor", "seen: lately, runs_on: CPU}\n  tensor", "seen"),
        ("skills: [sums]", "skills: []", "skills"),
        ("title: Sums, ", "", "title' is missing"),
        ("title: Sums", "titel: Sums", "did you mean 'title'"),
        ("  tensorflow: {source: a list, tutorials: []}\n", "", "tensorflow' is missing"),
    ],
)
def test_what_is_wrong_is_told_by_file_and_key(root: Path, old: str, new: str, says: str) -> None:
    assert old in ONE
    (root / tutorials.FILE).write_text(ONE.replace(old, new))
    with pytest.raises(LessonError) as told:
        tutorials.load(root)
    assert says in told.value.message
    assert str(root / tutorials.FILE) in told.value.message


def test_a_skill_that_nobody_knows_is_refused(root: Path) -> None:
    tutorials.check_skills(tutorials.load(root), ["shapes", "sums"])
    with pytest.raises(UsageError, match="tensors names the skill 'shapes'"):
        tutorials.check_skills(tutorials.load(root), ["sums"])


def test_the_list_that_is_shipped() -> None:
    found, taught = tutorials.load(), tutorials.skills(catalog.load())
    tutorials.check_skills(found, taught)
    assert all(each.id.startswith(f"{each.framework}-") for each in found.all)
    hosts = {
        "pytorch": ("https://pytorch.org/tutorials/",),
        "tensorflow": ("https://www.tensorflow.org/", "https://keras.io/"),
        "neon": ("https://github.com/NervanaSystems/neon/",),
    }
    assert all(each.url.startswith(hosts[each.framework]) for each in found.all)
    assert len(taught) == len(set(taught)) > 30
    matrix = tutorials.matrix(found, taught)
    for key in FRAMEWORKS:
        assert matrix.breadth[key].tutorials > 20
        assert 0 < matrix.breadth[key].covered < matrix.breadth[key].taught
