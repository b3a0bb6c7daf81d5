"""Removing a managed environment: the marker goes first, so that no crash leaves one that is used and half gone."""

from __future__ import annotations

import threading
from typing import NamedTuple

from tutor import paths
from tutor.environments import locking, places
from tutor.errors import DataProblem
from tutor.frameworks import ALL, managed


class Removed(NamedTuple):
    """What was there and is gone: the bytes of it, and whether it had been whole."""

    bytes: int
    whole: bool


def remove(framework: str) -> Removed | None:
    """Delete a framework's environment and whatever set-ups left; None if there was nothing.

    Raises Busy while it is set up, EnvironmentProblem while something runs from it, DataProblem if it cannot be
    deleted. Progress is never touched.
    """
    title = ALL[framework].title
    folders = (managed.folder(framework), places.work(framework))
    if not paths.environments().is_dir():
        return None
    with locking.alone(framework, title, threading.Event(), lambda: None), managed.claimed(framework, title):
        places.sweep(framework)
        if not any(folder.exists() for folder in folders):
            return None
        removed = Removed(sum(map(places.size, folders)), managed.read(framework) is not None)
        try:
            (managed.folder(framework) / managed.MARKER).unlink(missing_ok=True)
            for folder in folders:
                places.clear(folder)
        except OSError as problem:
            raise DataProblem(
                f"{problem.filename or managed.folder(framework)} cannot be deleted: {problem.strerror}.",
                "It is not used any more; delete the rest by hand.",
            ) from None
    return removed
