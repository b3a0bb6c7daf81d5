"""`dltutor doctor`: what of the tutor's surroundings works, and what to do about the rest."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from typing import Literal

import click
import msgspec
from rich.text import Text

import tutor
from tutor import catalog, frameworks, paths, settings
from tutor.cli import options
from tutor.cli.printing import console, literal, print_json
from tutor.errors import DataProblem, EnvironmentProblem, LessonError
from tutor.frameworks import Missing


class FrameworkHealth(msgspec.Struct, frozen=True, kw_only=True):
    """One framework: where it was found, or what is missing and the remedy."""

    framework: str
    title: str
    found: bool
    version: str | None = None
    python: str | None = None
    python_version: str | None = None
    origin: str | None = None
    device: str | None = None
    missing: str | None = None
    remedy: str | None = None
    note: str | None = None


class Database(msgspec.Struct, frozen=True, kw_only=True):
    """The progress log: not there yet, whole, or with problems."""

    path: str
    state: Literal["none", "ok", "problem"]
    events: int = 0
    problem: str | None = None
    remedy: str | None = None


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """All of it, as `doctor --json` prints it."""

    schema: str = "dltutor.doctor/1"
    dltutor: str
    python: str
    python_version: str
    platform: str
    worker: str
    confinement: str
    confinement_open: tuple[str, ...]
    home: str
    home_writable: bool
    tasks: int
    broken_lessons: tuple[str, ...]
    database: Database
    frameworks: tuple[FrameworkHealth, ...]


@click.command()
@options.as_json
def doctor(as_json: bool) -> None:
    """Look at the frameworks, the data folder and this machine; say what is missing and what to do."""
    health = examine()
    if as_json:
        print_json(health)
    else:
        _print(health)
    raise SystemExit(exit_code(health))


def exit_code(health: Health) -> int:
    """Return 4 if progress cannot be kept, else 3 if no framework works, else 2 if a lesson is broken, else 0."""
    if health.database.state == "problem" or not health.home_writable:
        return DataProblem.exit_code
    if not any(each.found for each in health.frameworks):
        return EnvironmentProblem.exit_code
    return LessonError.exit_code if health.broken_lessons else 0


def examine() -> Health:
    """Look at everything; nothing is created or changed in the data folder."""
    from tutor.judge.workers import default_mode

    chosen = settings.load()
    tasks, broken = _lessons()
    level, left_open = _confinement()
    return Health(
        dltutor=tutor.__version__,
        python=sys.executable,
        python_version=platform.python_version(),
        platform=platform.platform(),
        worker=default_mode(),
        confinement=level,
        confinement_open=left_open,
        home=str(paths.home()),
        home_writable=_writable(paths.home()),
        tasks=tasks,
        broken_lessons=broken,
        database=_database(),
        frameworks=tuple(_framework(key, chosen) for key in frameworks.ALL),
    )


def _confinement() -> tuple[str, tuple[str, ...]]:
    """Start a worker of neon, the quickest, and return how well it was confined and what that leaves open."""
    from tutor.judge import Workers
    from tutor.judge.zygote import WorkerBrokenError

    try:
        with Workers(frameworks.launch) as workers:
            facts = workers.facts("neon")
    except (EnvironmentProblem, WorkerBrokenError):
        return "unknown", ()
    return str(facts.get("confinement", "unknown")), tuple(map(str, facts.get("open", ())))


def _lessons() -> tuple[int, tuple[str, ...]]:
    """Count the tasks, and say what is wrong with those that cannot be read."""
    try:
        content = catalog.load()
    except LessonError as problem:
        return 0, (problem.message,)
    return len(content.tasks), tuple(broken.error.message for broken in content.broken)


def _framework(key: str, chosen: settings.Settings) -> FrameworkHealth:
    answer = frameworks.find(key, chosen)
    title = frameworks.ALL[key].title
    if isinstance(answer, Missing):
        return FrameworkHealth(framework=key, title=title, found=False, missing=answer.what, remedy=answer.remedy)
    return FrameworkHealth(
        framework=key,
        title=title,
        found=True,
        version=answer.version,
        python=str(answer.python),
        python_version=answer.python_version,
        origin=answer.origin,
        device=answer.device,
        note=answer.note or None,
    )


def _database() -> Database:
    """Check the whole log, link by link."""
    from progress.errors import ProgressError
    from progress.store import Log

    file = str(paths.database())
    try:
        with Log.open(paths.database()) as log:
            if not log.exists:
                return Database(path=file, state="none")
            found = log.verify()
    except ProgressError as problem:
        return Database(path=file, state="problem", problem=problem.message, remedy=problem.remedy)
    if found.ok:
        return Database(path=file, state="ok", events=found.events)
    first = found.problems[0]
    remedy = "The file was left as it is; restore a backup, or move it away to begin a new log."
    return Database(path=file, state="problem", events=found.events, problem=first.what, remedy=remedy)


def _writable(folder: Path) -> bool:
    """Say whether the folder, or the nearest one above it that is there, takes new files."""
    while not folder.exists():
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _print(health: Health) -> None:
    out = console()
    out.print(Text(f"dltutor {health.dltutor}, Python {health.python_version}, {health.platform}", "bold"))
    left_open = f", open: {', '.join(health.confinement_open)}" if health.confinement_open else ""
    out.print(Text(f"worker: {health.worker}, confinement: {health.confinement}{left_open}"))
    for each in health.frameworks:
        out.print(_framework_text(each))
    out.print(Text(f"\ndata folder: {health.home}" + ("" if health.home_writable else " (cannot be written)")))
    out.print(_database_text(health.database))
    out.print(Text(f"lessons: {health.tasks} tasks, {len(health.broken_lessons)} broken"))
    for broken in health.broken_lessons:
        out.print(Text(f"    {literal(broken)}", "red"))


def _framework_text(each: FrameworkHealth) -> Text:
    if not each.found:
        text = Text.assemble((f"\n{each.title}: missing", "bold yellow"), f"\n    {literal(each.missing or '')}")
        return text.append(f"\n    {literal(each.remedy or '')}")
    text = Text.assemble((f"\n{each.title} {literal(each.version or '')}", "bold green"))
    text.append(f"\n    {each.python} (Python {each.python_version}, {each.origin}), device {each.device}")
    return text.append(f"\n    {each.note}", "yellow") if each.note else text


def _database_text(database: Database) -> Text:
    if database.state == "none":
        return Text("progress: nothing recorded yet")
    if database.state == "ok":
        return Text(f"progress: {database.events} events, whole")
    return Text.assemble(
        ("progress: ", ""), (literal(database.problem or ""), "bold red"), f"\n    {literal(database.remedy or '')}"
    )
