"""`dltutor dev new`: the files of a task, ready to be made one's own."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import yaml

from tutor.catalog import FRAMEWORKS
from tutor.catalog.loading import CURRICULUM
from tutor.contract import template
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
        _write(folder)
        _list(root / CURRICULUM, unit, task)
    except OSError as problem:
        raise UsageError(
            f"{problem.filename} cannot be written: {problem.strerror}.", "Work in a checkout of your own."
        ) from None
    return folder


def _write(folder: Path) -> None:
    """Write the files of a task."""
    identity = str(uuid.uuid4())
    (folder).mkdir(parents=True)
    (folder / "task.yaml").write_text(template.TASK.replace("{id}", identity), encoding="utf-8")
    (folder / "brief.md").write_text(template.BRIEF, encoding="utf-8")
    (folder / "check.py").write_text(template.CHECK, encoding="utf-8")
    for framework in FRAMEWORKS:
        (folder / framework).mkdir()
        for file, body in template.BODIES.items():
            text = template.CODE.format(head=template.HEADS[framework], body=body)
            (folder / framework / file).write_text(text, encoding="utf-8")


def _list(file: Path, unit: str, task: str) -> None:
    """Add the task at the end of its unit in curriculum.yaml, and leave every other character as it is."""
    text = file.read_text(encoding="utf-8")
    document = yaml.compose(text, Loader=yaml.SafeLoader)
    for entry in _get(document, "units").value:
        if _get(entry, "folder").value == unit:
            file.write_text(_insert(text, _get(entry, "tasks"), task), encoding="utf-8")
            return
    new = f"  - folder: {unit}\n    title: {unit.partition('-')[2].replace('-', ' ').capitalize() or unit}\n"
    file.write_text(f"{text.rstrip()}\n{new}    tasks: [{task}]\n", encoding="utf-8")


def _get(mapping: yaml.Node | None, key: str) -> yaml.Node:
    """Return the value of `key` in a YAML mapping node; UsageError if the curriculum has none."""
    pairs = mapping.value if isinstance(mapping, yaml.MappingNode) else []
    for name, value in pairs:
        if name.value == key:
            return value  # type: ignore[no-any-return]  # PyYAML's nodes are untyped inside
    raise UsageError(f"{CURRICULUM} has no '{key}' where one is expected.", "'dltutor list' says what is wrong.")


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
