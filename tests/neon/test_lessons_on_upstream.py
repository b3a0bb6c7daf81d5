"""Every neon lesson keeps its contract on upstream neon too, which settings choose instead of the port."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator

import pytest

from tutor import catalog, frameworks
from tutor.catalog import Task
from tutor.contract.cases import cases, judge
from tutor.frameworks import Missing
from tutor.judge import Workers
from tutor.settings import Neon, Settings

pytestmark = [pytest.mark.upstream, pytest.mark.slow]
TASKS = [task for task in catalog.load().tasks if "neon" in task.frameworks]


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """One worker for all tasks, which runs the checkout."""
    checkout = os.environ.get("NEON_UPSTREAM")
    if not checkout:
        pytest.skip("NEON_UPSTREAM names no checkout of upstream neon")
    chosen = Settings(neon=Neon(checkout, "upstream"))
    if isinstance(frameworks.find("neon", chosen), Missing):
        pytest.skip("upstream neon's own needs are not installed here")
    with Workers(functools.partial(frameworks.launch, settings=chosen)) as shared:
        yield shared


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_starter_solutions_and_mistakes_are_judged_as_they_must_be_on_upstream(task: Task, workers: Workers) -> None:
    found = [judge(case, workers, range(7, 8)) for case in cases(task, "neon", "cpu")]
    assert [f"{finding.case}: {finding.message}" for finding in found if not finding.holds] == []
