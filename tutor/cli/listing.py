"""`dltutor list`: the units and their tasks."""

from __future__ import annotations

import click
from rich.text import Text

from tutor.catalog import Catalog
from tutor.cli import options
from tutor.cli.printing import console, print_json, print_problem
from tutor.packs import load_lessons


@click.command("list")
@options.optional_framework
@options.as_json
def list_tasks(framework: str | None, as_json: bool) -> None:
    """Print the units and their tasks."""
    content = load_lessons()
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


def _states(content: Catalog, framework: str) -> dict[str, str]:
    """Return how far each task is in a framework."""
    from tutor.cli.reporting import build_report

    report = build_report(content, (framework,))
    known = {progress.info.key: progress.state for progress in report.tasks if progress.framework == framework}
    return {task.key: known.get(task.key, "new") for task in content.tasks}


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
