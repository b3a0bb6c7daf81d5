"""A task is found by its short name or its key, and a wrong name gets a suggestion."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor import catalog
from tutor.errors import UsageError


@pytest.mark.parametrize("name", ["hello", "00-first/hello", "HELLO", " hello ", "00-first/hello/"])
def test_a_task_is_found_by_name_or_key(lessons: Path, name: str) -> None:
    assert catalog.load(lessons).find(name).key == "00-first/hello"


def test_a_name_that_two_units_use_needs_its_unit(lessons: Path) -> None:
    content = catalog.load(lessons)
    with pytest.raises(UsageError) as caught:
        content.find("again")
    assert caught.value.remedy == "Say which: 00-first/again, 01-next/again."
    assert content.find("01-next/again").unit == "01-next"


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [("helo", "Did you mean hello?"), ("00-first/helo", "Did you mean 00-first/hello"), ("zzz", "'dltutor list'")],
)
def test_an_unknown_name_gets_the_nearest(lessons: Path, name: str, suggestion: str) -> None:
    with pytest.raises(UsageError) as caught:
        catalog.load(lessons).find(name)
    assert caught.value.message == f"There is no task called '{name}'."
    assert suggestion in caught.value.remedy


def test_a_framework_that_is_left_out_says_why(lessons: Path) -> None:
    task = catalog.load(lessons).find("hello")
    with pytest.raises(UsageError) as caught:
        task.starter("pytorch")
    assert "not there in pytorch" in caught.value.message
    assert caught.value.remedy == "Nothing to show here."
