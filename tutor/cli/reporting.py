"""`dltutor report`: what the log says of the learner's progress."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

from tutor import catalog, paths
from tutor.catalog import FRAMEWORKS, Catalog
from tutor.cli import options
from tutor.cli.printing import print_json

if TYPE_CHECKING:
    from progress.report.model import Report


@click.command()
@options.optional_framework
@options.as_json
def report(framework: str | None, as_json: bool) -> None:
    """Print what is done, how long it took, and how much help it needed."""
    content = build_report(catalog.load(), (framework,) if framework else FRAMEWORKS)
    if as_json:
        print_json(content)
        return
    from progress.report.terminal import render

    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    click.echo(render(content, shutil.get_terminal_size().columns, color))


def build_report(content: Catalog, frameworks: tuple[str, ...]) -> Report:
    """Read the log and return the progress in some frameworks; raises ProgressError."""
    from progress.report.model import TaskInfo, build
    from progress.store import Log

    tasks = [
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
        for task in content.tasks
    ]
    with Log.open(paths.database()) as log:
        return build(log, tasks, frameworks)
