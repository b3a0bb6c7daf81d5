"""`dltutor backup` and `dltutor forget`: the log is the learner's, to keep and to delete."""

from __future__ import annotations

import uuid
from pathlib import Path

import click

from tutor import packs, paths
from tutor.catalog import Task
from tutor.cli import options
from tutor.cli.printing import print_message
from tutor.errors import UsageError
from tutor.workspace import Workspace


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
def backup(path: Path) -> None:
    """Copy the log, with the code that was checked, to the new file PATH; tutors may be open meanwhile."""
    from progress.backup import backup as copy
    from progress.store import Log

    with Log.open(paths.database()) as log:
        last = copy(log, path)
    print_message(f"{last:,} events were copied to {path}. To restore it: cp '{path}' '{paths.database()}'")


@click.command()
@click.option(
    "--task", "name", metavar="TASK", help="What was done on this task.", shell_complete=options.complete_task
)
@options.optional_framework
@click.option("--all", "everything", is_flag=True, help="All there is, and the random id that it was filed under.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
def forget(name: str | None, framework: str | None, everything: bool, yes: bool) -> None:
    """Delete for good what was recorded, and your code and its history, of a task, of a framework, or all.

    Exports, backups and reports that you made stay where they are.
    """
    if everything == bool(name or framework):
        raise UsageError("Say what to forget.", "--task TASK, --framework NAME, both of them, or --all.")
    task_id, task = _task(name) if name else (None, None)
    if not yes:
        click.confirm(f"Delete {_scope(name, framework)} for good?", abort=True, err=True)
    from progress.forget import forget as delete
    from progress.store import Log

    files = 0 if name and task is None else Workspace(paths.home()).forget(task, framework)
    with Log.open(paths.database()) as log:
        done = delete(log, task_id, framework)
    print_message(f"{done.events:,} events and {files:,} files were deleted.")


def _task(name: str) -> tuple[str, Task | None]:
    """Return a task's id and the task; of one that the curriculum no longer has, the id alone. Raises UsageError."""
    try:
        found = packs.load_lessons().find(name)
    except UsageError:
        try:
            return str(uuid.UUID(name)), None
        except ValueError:
            pass
        raise
    return found.id, found


def _scope(name: str | None, framework: str | None) -> str:
    what = f"what you did on {name}" if name else "everything that was recorded, and all your code"
    if framework:
        return f"{what} in {framework}" if name else f"what you did in {framework}"
    return what
