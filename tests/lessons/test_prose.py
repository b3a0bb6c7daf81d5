"""The words of the lessons, and the page that lists them."""

from __future__ import annotations

import pytest

from tutor import catalog
from tutor.catalog import Task
from tutor.contract.prose import prose, sentence_length
from tutor.contract.table import table

CATALOG = catalog.load()


@pytest.mark.parametrize("task", CATALOG.tasks, ids=lambda task: task.key)
def test_a_task_is_short_enough_to_read_and_long_enough_to_understand(task: Task) -> None:
    assert list(prose(task)) == []


def test_the_page_of_all_lessons_is_up_to_date() -> None:
    assert (CATALOG.root / "README.md").read_text(encoding="utf-8") == table(CATALOG), "run: dltutor dev table"


def test_sentences_are_counted_by_their_ends() -> None:
    text = "One two three. Four five six seven eight.\n\n- nine ten\n- eleven twelve"
    assert sentence_length(text) == pytest.approx(3)
