"""Measures the documentation of the public names that the lessons touch, out of the installed frameworks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from tutor.catalog import Task
from tutor.documentation import CoveredName, DocCoverage, FrameworkCoverage
from tutor.judge import Workers
from tutor.judge.lookup import Page, describe
from tutor.symbols import used
from tutor.worker.launch import Launch

_ROOTS = {"pytorch": ("torch",), "tensorflow": ("tensorflow", "keras"), "neon": ("neon",)}
# What a bare `x.mean()` in a solution belongs to: a tensor, if a tensor has such a thing; else it is not counted.
_TENSORS = {
    "pytorch": "torch.Tensor.",
    "tensorflow": "tensorflow.Tensor.",
    "neon": "neon.backends.backend.Tensor.",
}


def measure(tasks: Iterable[Task], launches: Mapping[str, Launch]) -> DocCoverage:
    """Ask each framework of `launches` about the names in the documentation lists and solutions of `tasks`.

    Raises EnvironmentProblem if one does not answer.
    """
    chosen = tuple(tasks)
    with Workers(launches.__getitem__) as workers:
        found = {key: _framework(chosen, key, workers) for key in launches}
    return DocCoverage(date=datetime.date.today().isoformat(), tasks=len(chosen), frameworks=found)


def touched(tasks: Iterable[Task], framework: str) -> tuple[str, ...]:
    """Return the paths of all names of the framework in documentation lists and solutions, sorted."""
    found: set[str] = set()
    for task in tasks:
        if framework in task.frameworks:
            found |= {doc.name for doc in task.variant(framework).docs}
            found |= {path for path in used(task.solution(framework)) if _counts(path, framework)}
    return tuple(sorted(found))


def _counts(path: str, framework: str) -> bool:
    root, *rest = path.split(".")
    return root in (*_ROOTS[framework], "?") and bool(rest) and not rest[-1].startswith("_")


def _framework(tasks: tuple[Task, ...], key: str, workers: Workers) -> FrameworkCoverage:
    paths = touched(tasks, key)
    pages = describe(workers, key, [[path] for path in paths])
    facts = workers.facts(key)
    names: dict[str, CoveredName] = {}
    for page in pages:
        if page is not None and _is_counted(page, key) and page.identity not in names:
            names[page.identity] = _covered(page)
    unresolved = [path for path, page in zip(paths, pages, strict=True) if page is None and "?" not in path]
    return FrameworkCoverage(
        framework=key,
        version=str(facts["version"]),
        implementation=str(facts["implementation"]),
        names=tuple(sorted(names.values(), key=lambda each: each.name)),
        unresolved=tuple(path for path in unresolved if "()" not in path),  # what __init__ makes, no class tells
    )


def _is_counted(page: Page, framework: str) -> bool:
    """Functions, classes, methods and properties; of guesses only what a tensor has."""
    if page.kind not in ("function", "class", "method", "property"):
        return False
    return not page.guessed or page.name.startswith(_TENSORS[framework])


def _covered(page: Page) -> CoveredName:
    return CoveredName(
        name=page.name, kind=page.kind, documented=page.documented, example=page.example, typed=page.typed,
        guessed=page.guessed,
    )  # fmt: skip
