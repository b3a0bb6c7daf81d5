"""The learner's code on disk: saved atomically, found again with its cursor, never thrown away."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import msgspec

from tutor import atomic
from tutor.errors import DataProblem, UsageError

SOURCE_LIMIT = 1 << 20  # bytes; a lesson's answer is a page, so more than this is a mistake


class Named(Protocol):
    """What the workspace needs to know of a task."""

    @property
    def unit(self) -> str:
        """The unit's folder name."""

    @property
    def name(self) -> str:
        """The task's folder name."""

    @property
    def module(self) -> str:
        """Its name as a module."""

    @property
    def project(self) -> str | None:
        """The package that the stages of its unit grow, if they do."""

    @property
    def builds_on(self) -> tuple[str, ...]:
        """The names of the stages before it that it needs."""


@dataclass(frozen=True)
class Draft:
    """The learner's text for a task and where their cursor stood: (row, column), both from 0."""

    source: str
    cursor: tuple[int, int] = (0, 0)


class Workspace:
    """The folder of the learner's code, below the data folder `home`; made when first written to.

    Every method that writes raises DataProblem where the folder is read-only, full or not a folder.
    """

    def __init__(self, home: Path) -> None:
        self._home = home

    def path(self, task: Named, framework: str) -> Path:
        """Return the file of the learner's code, which need not exist yet."""
        return self._home / "code" / framework / task.unit / f"{task.name}.py"

    def read(self, task: Named, framework: str, starter: str) -> Draft:
        """Return what was saved last, or the starter if nothing was; UsageError if it is not a text."""
        file = self.path(task, framework)
        if not file.exists():
            return Draft(starter)
        return Draft(read_source(file), self._read_cursor(task, framework))

    def save(self, task: Named, framework: str, source: str, cursor: tuple[int, int] | None = None) -> None:
        """Write the learner's text, and the cursor if given; afterwards either the old or the new is whole."""
        atomic.write(self.path(task, framework), source.encode("utf-8", "surrogatepass"))
        if cursor is not None:
            atomic.write(self._cursor_path(task, framework), msgspec.json.encode(cursor), durable=False)

    def reset(self, task: Named, framework: str, starter: str) -> None:
        """Put the starter back; the text that was there is kept in the history."""
        file = self.path(task, framework)
        if file.exists():
            old = file.read_bytes()
            if old != starter.encode():
                atomic.write(self._history_path(task, framework), old)
        self.save(task, framework, starter, (0, 0))

    def history(self, task: Named, framework: str) -> list[Path]:
        """Return the texts that were set aside, oldest first."""
        return sorted(self._history_folder(task, framework).glob("*.py"))

    def stage_path(self, task: Named, framework: str) -> Path:
        """Return the file that keeps the code with which a stage of a project passed; it need not exist."""
        return self.path(task, framework).parent / str(task.project) / f"{task.module}.py"

    def keep_stage(self, task: Named, framework: str, source: str) -> None:
        """Make code that has passed a module of its project; for a task of no project do nothing."""
        if task.project is not None:
            atomic.write(self.stage_path(task, framework), source.encode("utf-8", "surrogatepass"))

    def stages(self, task: Named, framework: str) -> dict[str, str]:
        """Return the learner's own code, by name, of the stages that `task` builds on and that have passed."""
        folder = self.path(task, framework).parent / str(task.project)
        files = {name: folder / f"{name.replace('-', '_')}.py" for name in task.builds_on}
        return {name: read_source(file) for name, file in files.items() if file.exists()}

    def forget(self, task: Named | None = None, framework: str | None = None) -> int:
        """Delete the code of a task, with its history and cursors, in a framework or in all; without a task, of all
        tasks. Return how many files are gone.
        """
        deleted = 0
        for kind in ("code", "history", "cursors"):
            folder = self._home / kind
            names = [framework] if framework else sorted(each.name for each in folder.glob("*") if each.is_dir())
            for name in names:
                deleted += _delete(self._place(kind, task, name) if task else folder / name)
                if task and task.project and kind == "code":
                    deleted += _delete(self.stage_path(task, name))
        return deleted

    def _place(self, kind: str, task: Named, framework: str) -> Path:
        places = {"code": self.path, "history": self._history_folder, "cursors": self._cursor_path}
        return places[kind](task, framework)

    def _history_folder(self, task: Named, framework: str) -> Path:
        return self._home / "history" / framework / task.unit / task.name

    def _history_path(self, task: Named, framework: str) -> Path:
        """Return a free name in the history: the time in UTC to the microsecond, so names sort by age."""
        folder = self._history_folder(task, framework)
        while (file := folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.py").exists():
            continue  # the clock moves on
        return file

    def _cursor_path(self, task: Named, framework: str) -> Path:
        return self._home / "cursors" / framework / task.unit / f"{task.name}.json"

    def _read_cursor(self, task: Named, framework: str) -> tuple[int, int]:
        """Return the saved cursor; the start of the text if there is none or it is damaged."""
        try:
            row, column = msgspec.json.decode(
                self._cursor_path(task, framework).read_bytes(), type=tuple[int, int]
            )
        except (OSError, msgspec.DecodeError):
            return (0, 0)
        return (max(row, 0), max(column, 0))


def _delete(path: Path) -> int:
    """Delete a file, or a folder with all in it; return how many files that were."""
    try:
        if path.is_dir():
            count = sum(each.is_file() for each in path.rglob("*"))
            shutil.rmtree(path)
            return count
        existed = path.is_file()
        path.unlink(missing_ok=True)
    except OSError as problem:
        raise DataProblem(
            f"{problem.filename or path} cannot be deleted: {problem.strerror}.",
            "Make the folder writable, and try again.",
        ) from None
    return int(existed)


def read_source(path: Path) -> str:
    """Read a learner's file; UsageError says so if it is missing, a folder, not UTF-8 or over 1 MiB."""
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder.", "Name the Python file in it.")
        if not path.is_file():
            what = "is not a file" if path.exists() else "does not exist"
            raise UsageError(f"{path} {what}.", "Name a Python file.")
        with path.open("rb") as file:
            content = file.read(SOURCE_LIMIT + 1)
    except OSError as problem:
        raise UsageError(f"{path} cannot be read: {problem.strerror}.") from None
    if len(content) > SOURCE_LIMIT:
        size = path.stat().st_size
        raise UsageError(f"{path} has {size:,} bytes.", f"A learner's file may have {SOURCE_LIMIT:,}.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise UsageError(f"{path} is not UTF-8 text (line {line}).", "Save it as UTF-8.") from None
