"""The curriculum as the progress data know it."""

from __future__ import annotations

from progress.report.model import TaskInfo
from tutor import packs


def task_infos() -> list[TaskInfo]:
    """Return what reports and exports need to know of each task. Raises LessonError."""
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
        )
        for task in packs.load_lessons().tasks
    ]
