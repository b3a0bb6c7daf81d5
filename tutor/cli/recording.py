"""One command as one session in the progress log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from progress.recorder import Recorder
from progress.store import Log
from tutor import paths
from tutor.catalog import Task


@contextmanager
def session(task: Task, framework: str) -> Iterator[Recorder]:
    """Record that the learner is at `task`, and let the caller record more; raises ProgressError.

    The task is not left at the end: the learner's editor is still open.
    """
    with Log.open(paths.database()) as log, Recorder(log, interface="cli") as recorder:
        recorder.open_task(task.id, framework)
        yield recorder
