"""The arguments that commands share; a name that does not exist is answered with the nearest ones."""

from __future__ import annotations

import click

from tutor import frameworks
from tutor.catalog import FRAMEWORKS, Task
from tutor.packs import load_lessons
from tutor.settings import DEVICES


def find_task(name: str) -> Task:
    """Return the task called `name`; raises UsageError or LessonError."""
    return load_lessons().find(name)


def find_framework(name: str) -> str:
    """Return the key of the framework called `name`; raises UsageError."""
    return frameworks.resolve(name).key


def complete_task(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the shell the tasks whose name or key begins so."""
    names = [name for task in load_lessons().tasks for name in (task.name, task.key)]
    return [name for name in names if name.startswith(incomplete)]


def complete_framework(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the shell the frameworks that begin so."""
    return [key for key in FRAMEWORKS if key.startswith(incomplete)]


_NAMES = ", ".join(FRAMEWORKS)

task = click.argument("task", type=find_task, shell_complete=complete_task)
framework = click.option(
    "--framework", "-f", type=find_framework, required=True, metavar="NAME", help=f"{_NAMES}.",
    shell_complete=complete_framework,
)  # fmt: skip
framework_argument = click.argument("framework", type=find_framework, shell_complete=complete_framework)
optional_framework = click.option(
    "--framework", "-f", type=find_framework, metavar="NAME", help=f"Only this one of {_NAMES}.",
    shell_complete=complete_framework,
)  # fmt: skip
device = click.option(
    "--device", type=frameworks.resolve_device, metavar="NAME", help=f"{', '.join(DEVICES)} [default: from settings]."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
