"""`dltutor dev`: for those who write lessons."""

from __future__ import annotations

import os
import time
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from tutor import catalog, frameworks, paths
from tutor.catalog.loading import CURRICULUM
from tutor.cli import options
from tutor.cli.documenting import doc_coverage
from tutor.cli.group import Commands
from tutor.cli.printing import console, literal, print_message
from tutor.cli.verdicts import step_lines, verdict_lines
from tutor.errors import EnvironmentProblem
from tutor.frameworks import Found

if TYPE_CHECKING:
    from tutor.contract import Finding
    from tutor.contract.mutants import Mutant
    from tutor.contract.mutating import Equivalent

lessons = click.option(
    "--lessons", type=click.Path(path_type=Path, file_okay=False), help="Folder of lessons [default: dltutor's own]."
)


@click.group(cls=Commands)
def dev() -> None:
    """Write lessons: start a task, and hold all of them to their contract."""


dev.add_command(doc_coverage)


@dev.command()
@click.argument("name", metavar="UNIT/TASK")
@lessons
def new(name: str, lessons: Path | None) -> None:
    """Write the files of a new task, ready to be made your own."""
    from tutor.contract import scaffold

    folder = scaffold(lessons or paths.lessons(), name)
    click.echo(folder)
    print_message(f"Now replace every TODO, then run: dltutor dev check {folder.name}")


@dev.command()
@click.argument("pattern", required=False)
@click.option("--framework", "-f", "keys", type=options.find_framework, multiple=True, metavar="NAME",
              help="Only this one; may be given again [default: those that are installed].")  # fmt: skip
@click.option("--jobs", "-j", type=click.IntRange(1, 64), help="How many checks at a time [default: one per core].")
@click.option("--seeds", type=click.IntRange(1, 1000), default=3, show_default=True, help="Runs of each case.")
@lessons
def check(pattern: str | None, keys: tuple[str, ...], jobs: int | None, seeds: int, lessons: Path | None) -> None:
    """Hold the tasks that match PATTERN (such as hello, '01-*' or a folder of lessons) to their contract."""
    from tutor.contract import hold
    from tutor.contract.files import check_root
    from tutor.contract.holding import select

    if pattern and lessons is None and (Path(pattern) / CURRICULUM).is_file():
        lessons, pattern = Path(pattern), None  # a folder of lessons of one's own
    content = catalog.load(lessons)
    tasks = select(content, pattern)
    found = _found(keys)
    devices = {key: ("cpu", "gpu") if each.device == "gpu" else ("cpu",) for key, each in found.items()}
    launches = {key: frameworks.launch(key) for key in found}
    started, bad, count = time.perf_counter(), 0, 0
    findings = hold(tasks, launches, devices, jobs=jobs or os.cpu_count() or 1, seeds=seeds)
    for finding in chain([] if pattern else check_root(content), findings):  # told as they come
        _print(finding)
        count, bad = count + 1, bad + (not finding.holds)
    held = "all hold" if not bad else f"{bad} broken"
    console().print(
        Text(
            f"\nTasks {len(tasks)}, in {', '.join(found)}; cases {count}, seeds {seeds}: {held} "
            f"({time.perf_counter() - started:.1f} s)",
            "bold red" if bad else "bold green",
        )
    )
    raise SystemExit(1 if bad else 0)


@dev.command()
@click.argument("pattern", required=False)
@click.option("--framework", "-f", "keys", type=options.find_framework, multiple=True, metavar="NAME",
              help="Only this one; may be given again [default: those that are installed].")  # fmt: skip
@click.option("--jobs", "-j", type=click.IntRange(1, 64), help="How many checks at a time [default: one per core].")
@lessons
def mutate(pattern: str | None, keys: tuple[str, ...], jobs: int | None, lessons: Path | None) -> None:
    """Edit each solution a little and see that its check notices; survivors must be explained."""
    from tutor.contract.holding import select
    from tutor.contract.mutating import mutate as judged
    from tutor.contract.mutating import superfluous

    tasks = select(catalog.load(lessons), pattern)
    launches = {key: frameworks.launch(key) for key in _found(keys)}
    out, started = console(), time.perf_counter()
    every = []
    for each in judged(tasks, launches, jobs=jobs or os.cpu_count() or 1):
        every.append(each)
        if not each.killed and not each.why:
            _print_edit(f"SURVIVED {each.task} {each.framework}, line {each.mutant.line}", each.mutant)
    left = [(task.key, key, known) for task in tasks for key in launches for known in superfluous(task, key, every)]
    for task_key, key, known in left:
        _print_edit(f"EXPLAINED WITHOUT NEED {task_key} {key}: no such mutant survives", known)
    killed, explained = sum(each.killed for each in every), sum(bool(e.why) and not e.killed for e in every)
    survived = len(every) - killed - explained
    summary = f"{killed} killed, {explained} equivalent as explained, {survived} survived"
    seconds = time.perf_counter() - started
    out.print(Text(f"\nMutants {len(every)}: {summary} ({seconds:.1f} s)", "bold red" if survived else "bold green"))
    raise SystemExit(1 if survived or left else 0)


@dev.command()
@lessons
def table(lessons: Path | None) -> None:
    """Write README.md beside the lessons: all tasks with their skills, levels and pars."""
    from tutor import atomic
    from tutor.contract.table import table as page

    content = catalog.load(lessons)
    atomic.write(content.root / "README.md", page(content).encode())
    click.echo(content.root / "README.md")


def _found(keys: tuple[str, ...]) -> dict[str, Found]:
    """Return the frameworks to look at; one that was asked for and is missing is an EnvironmentProblem."""
    found: dict[str, Found] = {}
    for key in keys or tuple(frameworks.ALL):
        answer = frameworks.find(key)
        if isinstance(answer, Found):
            found[key] = answer
        elif keys:
            raise EnvironmentProblem(answer.what, answer.remedy)
        else:
            print_message(f"Left out: {answer.what} {answer.remedy}")
    return found


def _print_edit(title: str, edit: Mutant | Equivalent) -> None:
    out = console()
    out.print(Text(title, "bold red"))
    out.print(Text(f"       - {literal(edit.before)}\n       + {literal(edit.after)}"))


def _print(finding: Finding) -> None:
    out = console()
    mark = ("ok    ", "green") if finding.holds else ("BROKEN", "bold red")
    where = " ".join(part for part in (finding.task, finding.framework, finding.case) if part)
    out.print(Text.assemble(mark, f" {where}", (f"  {finding.seconds:.2f} s", "dim") if finding.seconds else ""))
    for line in literal(finding.message).splitlines():
        out.print(Text(f"       {line}"))
    if finding.verdict is not None:
        for step in finding.verdict.steps:
            for text in step_lines(step):
                out.print(Text("       ").append_text(text))
        for text in verdict_lines(finding.verdict):
            out.print(text)
