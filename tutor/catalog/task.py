"""What there is to learn, as values: tasks, units and the catalog of all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tutor.catalog.schema import Tolerance, Variant
from tutor.errors import LessonError, UsageError, unknown

LONG_S = 60.0  # a check that may take longer than this is a training


@dataclass(frozen=True)
class Task:
    """One task. Its texts stay on disk and are read when asked for; a missing one raises LessonError."""

    id: str
    unit: str
    name: str
    title: str
    skill: str
    level: int
    par_minutes: float
    time_limit_s: float
    tolerance: Tolerance
    frameworks: dict[str, Variant]
    mistakes: dict[str, str]
    folder: Path
    left_out: dict[str, str] = field(default_factory=dict)
    project: str | None = None  # the package that the stages of its unit grow
    builds_on: tuple[str, ...] = ()  # the stages before it that it needs, those that these need included, in order
    pack: Path | None = None  # the folder of lessons from elsewhere that it is in; None for the tutor's own

    @property
    def key(self) -> str:
        """The name that is unique in the catalog: unit/name."""
        return f"{self.unit}/{self.name}"

    @property
    def check_path(self) -> Path:
        """The file of the check, trusted code of the lesson."""
        return self.folder / "check.py"

    @property
    def module(self) -> str:
        """The name of its file as a module."""
        return self.name.replace("-", "_")

    @property
    def long(self) -> bool:
        """Whether its check may take so long that it runs in the background, where it can be paused and resumed."""
        return self.time_limit_s > LONG_S

    def reference(self, stage: str, framework: str) -> str:
        """Return the reference solution of a stage that this task builds on."""
        return _text(self.folder.parent / stage / framework / "solution.py")

    def variant(self, framework: str) -> Variant:
        """Return the variant for a framework; raise UsageError if this task has none, with the reason."""
        if framework in self.frameworks:
            return self.frameworks[framework]
        reason = self.left_out.get(framework, f"It is there in {', '.join(self.frameworks)}.")
        raise UsageError(f"The task {self.key} is not there in {framework}.", reason)

    def brief(self, framework: str) -> str:
        """Return the Markdown of the brief: what all frameworks share, then what this one adds."""
        own = self._folder(framework) / "brief.md"
        shared = _text(self.folder / "brief.md")
        return f"{shared.rstrip()}\n\n{_text(own)}" if own.exists() else shared

    def starter(self, framework: str) -> str:
        """Return the code that the learner starts from."""
        return _text(self._folder(framework) / "starter.py")

    def solution(self, framework: str) -> str:
        """Return the reference solution."""
        return _text(self._folder(framework) / "solution.py")

    def others(self, framework: str) -> dict[str, str]:
        """Return the other valid solutions by name: other_<name>.py."""
        return self._named(framework, "other_")

    def wrong(self, framework: str) -> dict[str, str]:
        """Return the known wrong answers by the mistake that each makes: wrong_<mistake>.py."""
        return self._named(framework, "wrong_")

    def probe(self, framework: str) -> str | None:
        """Return the glue that runs in the worker beside the learner's module, where the task has one."""
        file = self._folder(framework) / "probe.py"
        return _text(file) if file.exists() else None

    def _folder(self, framework: str) -> Path:
        self.variant(framework)
        return self.folder / framework

    def _named(self, framework: str, prefix: str) -> dict[str, str]:
        files = sorted(self._folder(framework).glob(f"{prefix}*.py"))
        return {file.stem.removeprefix(prefix): _text(file) for file in files}


@dataclass(frozen=True)
class Unit:
    """A folder of tasks in the order in which they are learnt."""

    name: str
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class BrokenTask:
    """A task that could not be read: it is listed, and the rest goes on."""

    path: Path
    error: LessonError

    @property
    def key(self) -> str:
        """The unit/name that the task would have."""
        return f"{self.path.parent.name}/{self.path.name}"


@dataclass(frozen=True)
class Catalog:
    """All units in order, and what could not be read."""

    units: tuple[Unit, ...]
    broken: tuple[BrokenTask, ...]
    root: Path

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every task in the order of the curriculum."""
        return tuple(task for unit in self.units for task in unit.tasks)

    def find(self, name: str) -> Task:
        """Return the task called `name` ("hello" or "00-first-contact/hello").

        Raises UsageError with the nearest names if there is none or more than one, and the task's own
        LessonError if it is broken.
        """
        wanted = name.strip().strip("/").lower()
        found = [task for task in self.tasks if wanted in (task.key, task.name)]
        if len(found) == 1:
            return found[0]
        if found:
            keys = ", ".join(task.key for task in found)
            raise UsageError(f"More than one task is called '{name}'.", f"Say which: {keys}.")
        for broken in self.broken:
            if wanted in (broken.key, broken.path.name):
                raise broken.error
        raise unknown("task", name, self._names(wanted), "'dltutor list' prints every task.")

    def _names(self, wanted: str) -> list[str]:
        """The names to choose suggestions from: keys if a key was asked for, else the short ones."""
        return [task.key if "/" in wanted else task.name for task in self.tasks]


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LessonError(f"{file} is missing.", "Write the file, or reinstall dltutor.") from None
    except UnicodeDecodeError as problem:
        raise LessonError(f"{file}: expected UTF-8 text (byte {problem.start} is not).") from None
    except OSError as problem:
        raise LessonError(f"{file} cannot be read: {problem.strerror}.") from None
