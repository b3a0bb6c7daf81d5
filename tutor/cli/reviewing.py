"""`dltutor review` and `dltutor retake`: which skills are due, and a task taken again."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from tutor import paths
from tutor.catalog import Task
from tutor.cli import options
from tutor.cli.printing import print_json, print_message
from tutor.errors import UsageError
from tutor.workspace import Workspace


@click.command()
@options.optional_framework
@options.as_json
def review(framework: str | None, as_json: bool) -> None:
    """Print the skills that are due for review, the one most likely lost first, and the task to retake for each."""
    from progress.review import scheduled
    from progress.store import Log
    from tutor.curriculum import task_infos

    now = datetime.now(UTC)
    with Log.open(paths.database()) as log:
        known = [one for one in scheduled(log, task_infos(), now) if framework in (None, one.framework)]
    due = sorted((one for one in known if one.due <= now), key=lambda one: one.recall)
    if as_json:
        print_json({"schema": "dltutor.review/1", "due": due, "later": [one for one in known if one.due > now]})
        return
    for one in due:
        click.echo(f"{one.skill} in {one.framework}: dltutor retake {one.task} -f {one.framework}")
    if not due:
        coming = f" The next is {known[0].skill} in {known[0].framework}, on {known[0].due:%Y-%m-%d}." if known else ""
        print_message(f"Nothing is due.{coming}")


@click.command()
@options.task
@options.framework
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
def retake(task: Task, framework: str, yes: bool) -> None:
    """Take TASK again from its starter; your code is kept in the history, and the first time stays as it was."""
    from tutor.cli.recording import session

    starter = task.starter(framework)
    if not _completed(task, framework):
        raise UsageError(f"{task.key} is not done in {framework} yet.", f"dltutor check {task.key} -f {framework}")
    if not yes:
        click.confirm(f"Put the starter of {task.key} in {framework} in the place of your code?", abort=True, err=True)
    workspace = Workspace(paths.home())
    workspace.reset(task, framework, starter)
    with session(task, framework) as recorder:
        recorder.retake_started(task.id, framework)
    click.echo(workspace.path(task, framework))


def _completed(task: Task, framework: str) -> bool:
    from progress.materialised import current
    from progress.store import Log

    with Log.open(paths.database()) as log:
        state = current(log).tasks.get((task.id, framework))
    return state is not None and state.completed_utc is not None
