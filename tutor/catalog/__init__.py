"""What there is to learn: the lessons on disk, read strictly into plain values."""

from tutor.catalog.loading import load, read_task
from tutor.catalog.schema import FRAMEWORKS, Doc, Tolerance, Variant
from tutor.catalog.task import BrokenTask, Catalog, Task, Unit

__all__ = [
    "FRAMEWORKS",
    "BrokenTask",
    "Catalog",
    "Doc",
    "Task",
    "Tolerance",
    "Unit",
    "Variant",
    "load",
    "read_task",
]
