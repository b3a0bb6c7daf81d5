"""The graded steps of a task: the `check_*` functions of its check.py, in the order of the file."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tutor.judge.expect import Expect
    from tutor.judge.submission import Submission


class GradedStep(NamedTuple):
    """A step: its function's name without `check_`, the line the learner reads, and the function."""

    name: str
    title: str
    run: Callable[[Submission, Expect], None]


class BadCheckError(Exception):
    """A check.py that cannot be used; the text says what is wrong."""


def load_steps(path: Path) -> tuple[GradedStep, ...]:
    """Execute a lesson's check.py, which is trusted, and return its steps."""
    scope: dict[str, Any] = {"__name__": f"check_of_{path.parent.name.replace('-', '_')}", "__file__": str(path)}
    try:
        exec(compile(path.read_bytes(), str(path), "exec", dont_inherit=True), scope)
    except Exception as error:  # a lesson's code may raise anything; it is reported, not passed over
        raise BadCheckError(f"{path}: {type(error).__name__}: {error}") from error
    steps = []
    for name, function in scope.items():
        if name.startswith("check_") and inspect.isfunction(function):
            title = (inspect.getdoc(function) or "").split("\n\n")[0].replace("\n", " ").strip()
            if not title:
                raise BadCheckError(f"{path}: {name} has no docstring; it is the line that the learner reads")
            steps.append(GradedStep(name.removeprefix("check_"), title, function))
    if not steps:
        raise BadCheckError(f"{path}: no function named check_*")
    return tuple(steps)
