"""The lessons as the progress data know them: the one place where the two meet."""

from __future__ import annotations

from collections.abc import Iterable

from progress.report.model import TaskInfo
from tutor import packs
from tutor.catalog import Task


def task_infos(tasks: Iterable[Task] | None = None) -> list[TaskInfo]:
    """Return what reports and exports need to know of `tasks` (default: all lessons). Raises LessonError."""
    return [
        TaskInfo(
            id=task.id,
            key=task.key,
            title=task.title,
            unit=task.unit,
            skill=task.skill,
            level=task.level,
            par_minutes=task.par_minutes,
            frameworks=tuple(task.frameworks),
            project=task.project,
        )
        for task in (packs.load_lessons().tasks if tasks is None else tasks)
    ]
