"""The commands around a check: start, list, hint, reset, path."""

from __future__ import annotations

import os
import sys

import click
from rich.text import Text

from tutor import catalog, paths
from tutor.catalog import Catalog, Task
from tutor.cli import options
from tutor.cli.checking import saved_file
from tutor.cli.printing import console, literal, print_json, print_message, print_problem
from tutor.errors import EnvironmentProblem
from tutor.workspace import Workspace


@click.command()
def start() -> None:
    """Open the tutor in this terminal."""
    from tutor.screens.app import run
    from tutor.screens.small import SMALLEST

    if sys.stdin.isatty() and sys.stdout.isatty():  # without a terminal, run() says so
        _require_room(*SMALLEST)
    raise SystemExit(run())


def _require_room(columns: int, lines: int) -> None:
    """Raise EnvironmentProblem if the terminal is too small to read a lesson in."""
    size = os.get_terminal_size(sys.stdout.fileno())
    if 0 < size.columns < columns or 0 < size.lines < lines:  # 0 means that the terminal does not know
        raise EnvironmentProblem(
            f"The terminal has {size.columns}×{size.lines} characters; "
            f"the tutor needs {columns}×{lines}, better 80×24.",
            "Enlarge the window, or choose a smaller font.",
        )


@click.command("list")
@options.optional_framework
@options.as_json
def list_tasks(framework: str | None, as_json: bool) -> None:
    """Print the units and their tasks."""
    content = catalog.load()
    states = _states(content, framework) if framework else {}
    if as_json:
        print_json(_listing(content, framework, states))
        return
    out = console()
    for unit in content.units:
        out.print(Text(f"{unit.name}  {unit.title}", "bold"))
        for task in unit.tasks:
            if framework is None or framework in task.frameworks:
                state = f"{states[task.key]:<9}" if framework else ""
                level = (f"level {task.level}  {state}", "dim")
                out.print(Text.assemble(f"  {task.name:<18} ", level, task.title))
    for broken in content.broken:
        print_problem(f"{broken.key} is broken", broken.error.message, broken.error.remedy)


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


def _states(content: Catalog, framework: str) -> dict[str, str]:
    """Return how far each task is in a framework."""
    from tutor.cli.reporting import build_report

    report = build_report(content, (framework,))
    known = {progress.info.key: progress.state for progress in report.tasks if progress.framework == framework}
    return {task.key: known.get(task.key, "new") for task in content.tasks}


def _hints_seen(task: Task, framework: str) -> tuple[int, bool]:
    """Return the highest hint of a task that was shown in a framework, and whether the task is done."""
    from progress.materialised import current
    from progress.store import Log

    with Log.open(paths.database()) as log:
        state = current(log).tasks.get((task.id, framework))
    if state is None:
        return 0, False
    return max(state.hint_levels.bit_length() - 1, 0), state.completed_utc is not None


def _listing(content: Catalog, framework: str | None, states: dict[str, str]) -> dict[str, object]:
    """Return the catalog as the plain data of `list --json`."""
    return {
        "schema": "dltutor.list/1",
        "framework": framework,
        "units": [
            {
                "unit": unit.name,
                "title": unit.title,
                "tasks": [
                    {
                        "task": task.key,
                        "id": task.id,
                        "title": task.title,
                        "skill": task.skill,
                        "level": task.level,
                        "par_minutes": task.par_minutes,
                        "frameworks": list(task.frameworks),
                        "left_out": task.left_out,
                        **({"state": states[task.key]} if framework else {}),
                    }
                    for task in unit.tasks
                    if framework is None or framework in task.frameworks
                ],
            }
            for unit in content.units
        ],
        "broken": [{"task": broken.key, "message": broken.error.message} for broken in content.broken],
    }
