"""A real worker per framework for the whole run, and small tasks written for a test."""

from __future__ import annotations

import textwrap
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tutor import frameworks
from tutor.catalog import Task, Tolerance, Variant
from tutor.judge import Verdict, Workers, check

FRAMEWORKS = ("pytorch", "tensorflow", "neon")

DOUBLE = '''
import numpy as np

def check_doubles(sub, expect):
    """Every element is doubled."""
    for rows in (3, 5):
        x = sub.rng.normal(size=(rows, 4)).astype("float32")
        expect(sub.call("double", x)).close(2 * x, mistakes={"squared": x**2})
'''

MakeTask = Callable[..., Task]
Judge = Callable[..., Verdict]


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """Workers that all tests share, as the screens share theirs."""
    with Workers(frameworks.launch) as shared:
        yield shared


@pytest.fixture
def make_task(tmp_path: Path) -> MakeTask:
    """Write a task to disk: its check, and for each framework a starter and perhaps a probe."""

    def make(
        check_source: str = DOUBLE, *, time_limit_s: float = 10, starter: str = "# TODO\n", probe: str = ""
    ) -> Task:
        folder = tmp_path / "00-unit" / f"task-{uuid.uuid4().hex[:6]}"
        for framework in FRAMEWORKS:
            (folder / framework).mkdir(parents=True)
            (folder / framework / "starter.py").write_text(starter)
            if probe:
                (folder / framework / "probe.py").write_text(textwrap.dedent(probe))
        (folder / "check.py").write_text(textwrap.dedent(check_source))
        return Task(
            id=str(uuid.uuid4()),
            unit="00-unit",
            name=folder.name,
            title="A task",
            skill="testing",
            level=1,
            par_minutes=1,
            time_limit_s=time_limit_s,
            tolerance=Tolerance(),
            frameworks={key: Variant(docs=(), hints=()) for key in FRAMEWORKS},
            mistakes={"squared": "You squared it.", "other": "Another mistake."},
            folder=folder,
        )

    return make


@pytest.fixture
def judge(workers: Workers, make_task: MakeTask) -> Judge:
    """Judge a source against a task (the doubling one if none is given) in a framework (PyTorch if none)."""

    def run(source: str, task: Task | None = None, framework: str = "pytorch", **options: object) -> Verdict:
        options.setdefault("workers", workers)
        return check(task or make_task(), framework, textwrap.dedent(source), **options)  # type: ignore[arg-type]

    return run
