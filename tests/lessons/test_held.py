"""Our own lessons keep their contract. `dltutor dev check` holds all of it in all frameworks, over more seeds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from tutor import catalog, frameworks
from tutor.catalog import Task
from tutor.contract.cases import cases, judge
from tutor.contract.files import check_root, check_task
from tutor.judge import Workers

CATALOG = catalog.load()


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """One worker for all tasks."""
    with Workers(frameworks.launch) as shared:
        yield shared


def test_no_lesson_is_broken_and_no_file_belongs_to_none() -> None:
    assert [finding.message for finding in check_root(CATALOG) if not finding.holds] == []


@pytest.mark.parametrize("task", CATALOG.tasks, ids=lambda task: task.key)
def test_the_files_of_a_task_keep_the_contract(task: Task) -> None:
    assert check_task(task).message == ""


# Trainings take minutes; `dltutor dev check` holds them.
SHORT = [task for task in CATALOG.tasks if "neon" in task.frameworks and not task.long]


@pytest.mark.parametrize("task", SHORT, ids=lambda task: task.key)
def test_starter_solutions_and_mistakes_are_judged_as_they_must_be_in_neon(task: Task, workers: Workers) -> None:
    found = [judge(case, workers, range(41, 42)) for case in cases(task, "neon", "cpu")]
    assert [f"{finding.case}: {finding.message}" for finding in found if not finding.holds] == []


def test_the_digits_are_the_ones_that_their_licence_describes() -> None:
    with np.load(CATALOG.root / "data" / "digits.npz") as data:
        arrays = {name: data[name] for name in data.files}
    images = next(a for a in arrays.values() if a.ndim >= 2)
    assert len(images) == 1797
    assert images.size == 1797 * 64
    assert (CATALOG.root / "data" / "LICENSE-digits.md").read_text(encoding="utf-8").count("CC BY 4.0") >= 1
