"""`dltutor dev new`: the files of a task, ready to be made one's own."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import msgspec
import yaml

from tutor.catalog import FRAMEWORKS, strict_yaml
from tutor.catalog.loading import CURRICULUM
from tutor.catalog.schema import CurriculumFile
from tutor.contract import template
from tutor.decoding import decode
from tutor.errors import UsageError

_NAME = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def scaffold(root: Path, name: str) -> Path:
    """Write a whole task called `name` (unit/task) below `root`, list it in the curriculum, return its folder.

    What is written keeps the contract but for the lines marked TODO. Raises UsageError for a bad name, a
    task that is there already, or a folder that cannot be written.
    """
    unit, _, task = name.partition("/")
    if not (_NAME.match(unit) and _NAME.match(task)):
        raise UsageError(
            f"'{name}' is no name for a task.",
            "Write UNIT/TASK in small letters, digits and hyphens: 01-tensors/stack.",
        )
    folder = root / unit / task
    if folder.exists():
        raise UsageError(f"{folder} is there already.", "Choose another name.")
    try:
        curriculum = _listed(root / CURRICULUM, unit, task)
        _write(folder)
        (root / CURRICULUM).write_text(curriculum, encoding="utf-8")
    except OSError as problem:
        raise UsageError(
            f"{problem.filename} cannot be written: {problem.strerror}.", "Work in a checkout of your own."
        ) from None
    return folder


def _write(folder: Path) -> None:
    """Write the files of a task."""
    identity = str(uuid.uuid4())
    folder.mkdir(parents=True)
    (folder / "task.yaml").write_text(template.TASK.replace("{id}", identity), encoding="utf-8")
    (folder / "brief.md").write_text(template.BRIEF, encoding="utf-8")
    (folder / "check.py").write_text(template.CHECK, encoding="utf-8")
    for framework in FRAMEWORKS:
        (folder / framework).mkdir()
        for file, body in template.BODIES.items():
            text = template.CODE.format(head=template.HEADS[framework], body=body)
            (folder / framework / file).write_text(text, encoding="utf-8")


def _listed(file: Path, unit: str, task: str) -> str:
    """Return curriculum.yaml with the task at the end of its unit, and every other character as it is."""
    curriculum = decode(strict_yaml.read(file), CurriculumFile, file=file)
    text = file.read_text(encoding="utf-8")
    if any(entry.folder == unit for entry in curriculum.units):
        entries = _get(yaml.compose(text, Loader=yaml.SafeLoader), "units").value
        tasks = next(_get(entry, "tasks") for entry in entries if _get(entry, "folder").value == unit)
        new = _insert(text, tasks, task)
    else:
        title = unit.partition("-")[2].replace("-", " ").capitalize() or unit
        new = f"{text.rstrip()}\n  - folder: {unit}\n    title: {title}\n    tasks: [{task}]\n"
    if not _has(new, unit, task):
        raise UsageError(f"{file} is laid out in a way that cannot be added to.", f"Add {unit}/{task} by hand first.")
    return new


def _has(text: str, unit: str, task: str) -> bool:
    """Say whether the text of a curriculum has a task last in its unit."""
    try:
        content = msgspec.convert(yaml.safe_load(text), CurriculumFile)
    except (yaml.YAMLError, msgspec.ValidationError):
        return False
    return any(entry.folder == unit and entry.tasks[-1:] == (task,) for entry in content.units)


def _get(mapping: yaml.Node | None, key: str) -> yaml.Node:
    """Return the node of `key` in a YAML mapping, which has it: the file was read strictly before."""
    assert isinstance(mapping, yaml.MappingNode)
    found: yaml.Node = next(value for name, value in mapping.value if name.value == key)
    return found


def _insert(text: str, tasks: yaml.Node, task: str) -> str:
    """Return `text` with `task` added to the list that the node `tasks` stands for."""
    items = tasks.value
    if getattr(tasks, "flow_style", False):
        end = tasks.end_mark.index - 1
        return f"{text[:end]}{', ' if items else ''}{task}{text[end:]}"
    last = items[-1]
    indent = " " * (last.start_mark.column - 2)
    end = last.end_mark.index
    return f"{text[:end]}\n{indent}- {task}{text[end:]}"
