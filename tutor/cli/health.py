"""The state of the tutor's surroundings, as values: frameworks, data folder, log, lessons, this machine."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from typing import Literal

import msgspec

import tutor
from tutor import frameworks, paths, settings
from tutor.errors import DataProblem, EnvironmentProblem, LessonError
from tutor.frameworks import Missing
from tutor.packs import load_lessons


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a framework may be, in the order in which they count: which Python, used or not, and why."""

    origin: str
    python: str | None
    used: bool
    state: str


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
    places: tuple[Place, ...] = ()


class Database(msgspec.Struct, frozen=True, kw_only=True):
    """The progress log: not there yet, whole, or with problems."""

    path: str
    state: Literal["none", "ok", "problem"]
    events: int = 0
    problem: str | None = None
    remedy: str | None = None


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """One promise of confinement, tried out here: whether it held, and what was seen."""

    promise: str
    held: bool
    seen: str


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
    self_test: tuple[Promise, ...] | None = None


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


def try_out() -> tuple[Promise, ...]:
    """Let a run in neon's worker, the quickest, try to break each promise of confinement."""
    from tutor.judge import Workers
    from tutor.judge.selftest import self_test
    from tutor.judge.zygote import WorkerBrokenError

    try:
        with Workers(frameworks.launch) as workers:
            return tuple(Promise(promise=p.words, held=p.held, seen=p.seen) for p in self_test(workers, "neon"))
    except WorkerBrokenError as problem:
        raise EnvironmentProblem(f"The self-test could not run: {problem}") from None


def _lessons() -> tuple[int, tuple[str, ...]]:
    """Count the tasks, and say what is wrong with those that cannot be read."""
    try:
        content = load_lessons()
    except LessonError as problem:
        return 0, (problem.message,)
    return len(content.tasks), tuple(broken.error.message for broken in content.broken)


def _framework(key: str, chosen: settings.Settings) -> FrameworkHealth:
    answer = frameworks.find(key, chosen)
    title = frameworks.ALL[key].title
    places = tuple(
        Place(origin=each.origin, python=str(each.python) if each.python else None, used=each.used, state=each.state)
        for each in frameworks.explain(key, chosen)
    )
    if isinstance(answer, Missing):
        return FrameworkHealth(
            framework=key, title=title, found=False, missing=answer.what, remedy=answer.remedy, places=places
        )
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
        places=places,
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
