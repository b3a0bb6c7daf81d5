"""A folder of lessons with one task as `dltutor dev new` writes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tutor import catalog, frameworks
from tutor.contract import Finding, hold, scaffold

KEY = "00-first/double"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The root of the lessons; their task is 00-first/double, with nothing left to do."""
    folder = tmp_path / "lessons"
    folder.mkdir()
    (folder / "curriculum.yaml").write_text("units:\n  - {folder: 00-first, title: First, tasks: []}\n")
    scaffold(folder, KEY)
    for name in ("task.yaml", "brief.md"):
        file = folder / KEY / name
        file.write_text(file.read_text().replace("TODO: ", "Well, "))
    return folder


@pytest.fixture
def findings(root: Path) -> Callable[..., list[Finding]]:
    """Return findings(framework, …), which holds the task to its contract in some frameworks."""

    def run(*keys: str, seeds: int = 1) -> list[Finding]:
        tasks = catalog.load(root).tasks
        launches = {key: frameworks.launch(key) for key in keys}
        return list(hold(tasks, launches, dict.fromkeys(keys, ("cpu",)), jobs=2, seeds=seeds))

    return run
