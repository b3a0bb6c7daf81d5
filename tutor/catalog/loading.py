"""From the folder of lessons to a catalog; what is broken is set aside and named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tutor import paths
from tutor.catalog import strict_yaml
from tutor.catalog.schema import FRAMEWORKS, CurriculumFile, TaskFile, UnitEntry, Variant
from tutor.catalog.task import BrokenTask, Catalog, Task, Unit
from tutor.decoding import decode
from tutor.errors import LessonError

CURRICULUM = "curriculum.yaml"


def load(root: Path | None = None) -> Catalog:
    """Read all lessons under `root` (default: those that came with the tutor).

    Raises LessonError only if curriculum.yaml itself cannot be read; a broken task is listed in `broken`.
    """
    folder = (root or paths.lessons()).absolute()
    curriculum = decode(strict_yaml.read(folder / CURRICULUM), CurriculumFile, file=folder / CURRICULUM)
    _refuse_repeats(curriculum, folder / CURRICULUM)
    broken: list[BrokenTask] = []
    by_id: dict[str, Task] = {}
    units = tuple(_unit(entry, folder, by_id, broken) for entry in curriculum.units)
    return Catalog(units, tuple(broken), folder)


def read_task(folder: Path) -> Task:
    """Read the task in `folder`; raise LessonError that names the file, the key and what was expected."""
    file = folder / "task.yaml"
    if not folder.is_dir():
        raise LessonError(f"{folder} is missing.", f"Write the task, or take it out of {CURRICULUM}.")
    content = decode(strict_yaml.read(file), TaskFile, file=file)
    task = Task(
        id=str(content.id),
        unit=folder.parent.name,
        name=folder.name,
        title=content.title,
        skill=content.skill,
        level=content.level,
        par_minutes=content.par_minutes,
        time_limit_s=content.time_limit_s,
        tolerance=content.tolerance,
        frameworks=_variants(content, file),
        mistakes=content.mistakes,
        folder=folder,
        left_out={key: why for key in FRAMEWORKS if (why := getattr(content.left_out, key)) is not None},
    )
    _require_files(task)
    return task


def _unit(entry: UnitEntry, root: Path, by_id: dict[str, Task], broken: list[BrokenTask]) -> Unit:
    """Read the tasks of one unit; ids seen so far are in `by_id`, what is broken goes to `broken`."""
    tasks: list[Task] = []
    for name in entry.tasks:
        folder = root / entry.folder / name
        try:
            task = read_task(folder)
            if twin := by_id.get(task.id):
                raise LessonError(
                    f"{folder / 'task.yaml'}: key 'id': {task.id} is the id of {twin.key} already.",
                    "Give one of the two a new id: python -c 'import uuid; print(uuid.uuid4())' prints one.",
                )
        except LessonError as error:
            broken.append(BrokenTask(folder, error))
        else:
            by_id[task.id] = task
            tasks.append(task)
    return Unit(entry.folder, entry.title, tuple(tasks))


def _variants(content: TaskFile, file: Path) -> dict[str, Variant]:
    """Sort out which frameworks the task offers; each is offered or left out with a reason, never both."""
    variants: dict[str, Variant] = {}
    for key in FRAMEWORKS:
        variant: Variant | None = getattr(content.frameworks, key)
        reason: str | None = getattr(content.left_out, key)
        if variant is None and reason is None:
            raise LessonError(
                f"{file}: key 'frameworks.{key}' is missing.",
                f"Write the variant, or say under left_out.{key} why {key} has no such thing.",
            )
        if variant is not None and reason is not None:
            raise LessonError(f"{file}: key 'left_out.{key}': {key} is under 'frameworks' too.", "Keep one.")
        if variant is not None:
            variants[key] = variant
    if not variants:
        raise LessonError(f"{file}: key 'frameworks': expected at least one framework.")
    return variants


def _require_files(task: Task) -> None:
    """Raise LessonError for the first file that every task must have and this one has not."""
    needed = [task.folder / "brief.md", task.check_path]
    for key in task.frameworks:
        needed += [task.folder / key / "starter.py", task.folder / key / "solution.py"]
    for file in needed:
        if not file.is_file():
            raise LessonError(f"{file} is missing.", "'dltutor dev new' shows the files of a task.")


def _refuse_repeats(curriculum: CurriculumFile, file: Path) -> None:
    """Raise LessonError if a unit or a task stands twice in the curriculum."""
    folders = [unit.folder for unit in curriculum.units]
    keys = [f"{unit.folder}/{task}" for unit in curriculum.units for task in unit.tasks]
    for name, times in Counter([*folders, *keys]).items():
        if times > 1:
            raise LessonError(f"{file}: key 'units': {name} stands there twice.", "Take one out.")
