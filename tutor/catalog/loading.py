"""From the folder of lessons to a catalog; what is broken is set aside and named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tutor import paths
from tutor.catalog import strict_yaml
from tutor.catalog.schema import FRAMEWORKS, CurriculumFile, TaskFile, UnitEntry, Variant
from tutor.catalog.task import BrokenTask, Catalog, Task, Unit
from tutor.decoding import decode
from tutor.errors import LessonError

CURRICULUM = "curriculum.yaml"


def load(root: Path | None = None, packs: Sequence[Path] = ()) -> Catalog:
    """Read all lessons under `root` (default: those that came with the tutor), then those of each pack.

    Raises LessonError only if curriculum.yaml of `root` cannot be read; a broken task is listed in `broken`,
    and so is a pack that cannot be read and a task of a pack that would stand in for one that is there.
    """
    folder = (root or paths.lessons()).absolute()
    seen = _Seen()
    units = [_unit(entry, folder, seen, None) for entry in _curriculum(folder).units]
    for pack in packs:
        place = pack.expanduser().absolute()
        try:
            units += [_unit(entry, place, seen, place) for entry in _curriculum(place).units]
        except LessonError as error:
            seen.broken.append(BrokenTask(place, error))
    return Catalog(tuple(units), tuple(seen.broken), folder)


@dataclass
class _Seen:
    """What has been read so far: tasks by id and by key, and what is broken."""

    by_id: dict[str, Task] = field(default_factory=dict)
    by_key: dict[str, Task] = field(default_factory=dict)
    broken: list[BrokenTask] = field(default_factory=list)


def _curriculum(folder: Path) -> CurriculumFile:
    curriculum = decode(strict_yaml.read(folder / CURRICULUM), CurriculumFile, file=folder / CURRICULUM)
    _refuse_repeats(curriculum, folder / CURRICULUM)
    return curriculum


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
        builds_on=content.builds_on,
        left_out={key: why for key in FRAMEWORKS if (why := getattr(content.left_out, key)) is not None},
    )
    _require_files(task)
    return task


def _unit(entry: UnitEntry, root: Path, seen: _Seen, pack: Path | None) -> Unit:
    """Read the tasks of one unit, each with an id and a key that no task before it has."""
    tasks: list[Task] = []
    for name in entry.tasks:
        folder = root / entry.folder / name
        try:
            task = _staged(replace(read_task(folder), pack=pack, project=entry.project), tasks)
            if twin := seen.by_key.get(task.key):
                raise LessonError(
                    f"{folder} would stand in for {twin.folder}, which has the name {twin.key} already.",
                    "Give the unit or the task of the pack another name.",
                )
            if twin := seen.by_id.get(task.id):
                raise LessonError(
                    f"{folder / 'task.yaml'}: key 'id': {task.id} is the id of {twin.key} already.",
                    "Give one of the two a new id: python -c 'import uuid; print(uuid.uuid4())' prints one.",
                )
        except LessonError as error:
            seen.broken.append(BrokenTask(folder, error))
        else:
            seen.by_id[task.id] = seen.by_key[task.key] = task
            tasks.append(task)
    return Unit(entry.folder, entry.title, tuple(tasks))


def _staged(task: Task, before: Sequence[Task]) -> Task:
    """Resolve what a stage of a project builds on: earlier stages of its unit, and what these build on."""
    if not task.builds_on:
        return task
    file = task.folder / "task.yaml"
    if task.project is None:
        raise LessonError(f"{file}: key 'builds_on': the unit has no project.", f"Name one in {CURRICULUM}.")
    stages = {each.name: each for each in before}
    needed: set[str] = set()
    for name in task.builds_on:
        if name not in stages:
            raise LessonError(f"{file}: key 'builds_on': {name} is no task before it in its unit.", "Correct the name.")
        if lacking := [key for key in task.frameworks if key not in stages[name].frameworks]:
            raise LessonError(f"{file}: key 'builds_on': {name} is not there in {', '.join(lacking)}.")
        needed |= {name, *stages[name].builds_on}
    return replace(task, builds_on=tuple(name for name in stages if name in needed))


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
