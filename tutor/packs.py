"""Lessons from elsewhere: which folders the user added, and whose checks the user agreed to run.

A check.py is code that runs in the tutor's own process, unconfined. The tutor's own came with it; those of a
pack run only after the user has said yes once, with the folder named.
"""

from __future__ import annotations

import json
from pathlib import Path

from tutor import atomic, catalog, paths, settings
from tutor.catalog import Catalog, Task
from tutor.errors import UsageError
from tutor.settings import Settings


def load_lessons(chosen: Settings | None = None) -> Catalog:
    """Return the tutor's own lessons and those of the packs that the settings name."""
    chosen = settings.load() if chosen is None else chosen
    return catalog.load(packs=[Path(folder) for folder in chosen.lessons_path])


def is_trusted(task: Task) -> bool:
    """Whether the task's check may run: it is the tutor's own, or the user agreed to its pack."""
    return task.pack is None or str(task.pack.resolve()) in _trusted()


def trust(pack: Path) -> None:
    """Remember that the user agreed to run the checks in `pack`."""
    atomic.write(paths.trusted(), json.dumps(sorted({*_trusted(), str(pack.resolve())}), indent=2).encode())


def require_trust(task: Task) -> None:
    """Raise UsageError, with the folder named, unless the task's check may run."""
    if not is_trusted(task):
        raise UsageError(
            f"The task {task.key} comes from {task.pack}; its check is code that would run here, unconfined.",
            f"If you know who wrote it: dltutor trust {task.pack}",
        )


def _trusted() -> set[str]:
    try:
        content = json.loads(paths.trusted().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()  # a list that cannot be read trusts nobody
    return {str(folder) for folder in content} if isinstance(content, list) else set()
