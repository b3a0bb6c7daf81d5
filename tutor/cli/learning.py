"""The commands around a check: hint, reset, path."""

from __future__ import annotations

import click
from rich.text import Text

from tutor import paths
from tutor.catalog import Task
from tutor.cli import options
from tutor.cli.checking import saved_file
from tutor.cli.printing import console, literal, print_message
from tutor.workspace import Workspace


@click.command()
@options.task
@options.framework
def hint(task: Task, framework: str) -> None:
    """Print the next hint for TASK; each call goes one further. Once it is done, print them all."""
    from tutor.cli.recording import session

    hints = task.variant(framework).hints
    seen, done = _hints_seen(task, framework)
    level = min(seen + 1, len(hints))
    if not done:
        with session(task, framework) as recorder:
            recorder.hint_shown(task.id, framework, level, len(hints))
    for number in range(1, len(hints) + 1) if done else (level,):
        title = (f"Hint {number} of {len(hints)}", "bold")
        console().print(Text.assemble(title, f"\n{literal(hints[number - 1])}"))
    if seen == len(hints) and not done:
        print_message("This was the last one already.")


@click.command()
@options.task
@options.framework
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
def reset(task: Task, framework: str, yes: bool) -> None:
    """Put the starter of TASK back; your code is kept in the history."""
    from tutor.cli.recording import session

    starter = task.starter(framework)
    if not yes:
        click.confirm(f"Start {task.key} in {framework} over?", abort=True, err=True)
    workspace = Workspace(paths.home())
    before = workspace.history(task, framework)
    workspace.reset(task, framework, starter)
    with session(task, framework) as recorder:
        recorder.reset(task.id, framework)
    for kept in workspace.history(task, framework)[len(before) :]:
        print_message(f"Your code was kept as {kept}.")


@click.command()
@options.task
@options.framework
def path(task: Task, framework: str) -> None:
    """Print where your code for TASK is, for an editor of your own; from then on time counts."""
    from tutor.cli.recording import session

    task.variant(framework)
    click.echo(saved_file(task, framework))
    with session(task, framework):
        pass


def _hints_seen(task: Task, framework: str) -> tuple[int, bool]:
    """Return the highest hint of a task that was shown in a framework, and whether the task is done.

    A task that is being taken again begins anew in both.
    """
    from progress.materialised import current
    from progress.review import retaking
    from progress.store import Log

    with Log.open(paths.database()) as log:
        again = retaking(log, task.id, framework)
        if again is not None:
            return again, False
        state = current(log).tasks.get((task.id, framework))
    if state is None:
        return 0, False
    return max(state.hint_levels.bit_length() - 1, 0), state.completed_utc is not None
