"""One sitting at the tutor: the headless core as the screens reach it, opened piece by piece when needed."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from progress.errors import ProgressError
from progress.recorder import Recorder
from progress.store import Log
from tutor import paths
from tutor.errors import TutorError
from tutor.workspace import Workspace

if TYPE_CHECKING:  # what follows is imported where it is first needed: the first paint waits for none of it
    from progress.events import SignalKind
    from progress.report.findings import Analysis
    from progress.report.model import Report, TaskInfo
    from progress.review import Scheduled
    from progress.scorecard import Scorecard
    from tutor.catalog import Catalog, Task
    from tutor.frameworks import Found, Missing
    from tutor.judge import Workers
    from tutor.search import Names
    from tutor.settings import Neon, Settings
    from tutor.tutorials import Tutorials

Trouble = TutorError | ProgressError


class Session:
    """What all screens share. Made and used by the app's own thread, except where a method says otherwise."""

    def __init__(self, home: Path | None = None, lessons: Path | None = None) -> None:
        """Open the log in `home` (default: the data folder); raise ProgressError if it cannot be used."""
        self.home = home or paths.home()
        self.workspace = Workspace(self.home)
        self.trouble: Trouble | None = None
        self.check_on_save = False  # whether a file that another editor saves is checked by itself
        self._lessons = lessons
        self._log = Log.open(self.database)
        _ = self._log.learner  # a log that cannot be read says so now, and not in the middle of a lesson
        self._recorder = Recorder(self._log, interface="tui")
        self._workers: Workers | None = None
        self._names: dict[str, Names] = {}
        self._opening = threading.Lock()
        self._closed = False

    @property
    def database(self) -> Path:
        """The file of the progress log."""
        return self.home / paths.database().name

    @cached_property
    def catalog(self) -> Catalog:
        """The lessons; from any thread. Raises LessonError if the curriculum itself cannot be read."""
        from tutor import catalog
        from tutor.packs import load_lessons

        return load_lessons(self.settings) if self._lessons is None else catalog.load(self._lessons)

    @cached_property
    def settings(self) -> Settings:
        """The user's settings; from any thread. Raises UsageError if they cannot be read."""
        from tutor import settings

        return settings.load(self.home / paths.settings_file().name)

    @cached_property
    def tutorials(self) -> Tutorials:
        """The official tutorials of each framework; from any thread. Raises LessonError if they cannot be read."""
        from tutor import tutorials

        return tutorials.load()

    def find(self, framework: str) -> Found | Missing:
        """Where a framework is and what it needs; from any thread. Raises UsageError for bad settings."""
        from tutor import frameworks

        return frameworks.find(framework, self.settings)

    # --- the log ---------------------------------------------------------------------------------------------

    def record(self, event: Callable[[Recorder], object]) -> None:
        """Let `event` write to the log. What goes wrong is kept in `trouble`: learning goes on without."""
        if self._closed:
            return
        try:
            event(self._recorder)
        except ProgressError as error:
            self.trouble = self.trouble or error

    def signal(self, kind: SignalKind) -> None:
        """Tell the clock that the learner is at work: a key, a save, scrolling, a change of focus, a look-up."""
        self.record(lambda recorder: recorder.signal(kind))

    def report(self) -> Report:
        """What the log says of every task, read through a connection of its own; from any thread."""
        from progress.report import model
        from tutor.catalog import FRAMEWORKS

        log = Log.open(self.database)
        try:
            return model.build(log, self._infos(), FRAMEWORKS)
        finally:
            log.close()

    def analysis(self) -> Analysis:
        """The report with every figure that the data allow; from any thread. May import NumPy and SciPy."""
        from progress.report.analysis import read
        from tutor.catalog import FRAMEWORKS

        with contextlib.closing(Log.open(self.database)) as log:
            return read(log, self._infos(), FRAMEWORKS)

    def scorecard(self) -> Scorecard:
        """The five questions; from any thread. Raises LessonError and ProgressError. May import NumPy and SciPy."""
        from tutor.published import scorecard

        return scorecard(self.catalog, self.database)

    def due(self) -> tuple[Scheduled, ...]:
        """The skills that are due for review, the one most likely lost first; from any thread."""
        from progress.review import due

        with contextlib.closing(Log.open(self.database)) as log:
            return due(log, self._infos(), datetime.now(UTC))

    def retaking(self, task: Task, framework: str) -> int | None:
        """How far the hints were taken in the retake that is under way, None if none is; from any thread."""
        from progress.review import retaking

        with contextlib.closing(Log.open(self.database)) as log:
            return retaking(log, task.id, framework)

    def _infos(self) -> list[TaskInfo]:
        from tutor.curriculum import task_infos

        return task_infos(self.catalog.tasks)

    def rating_offered(self, framework: str) -> bool:
        """Whether it is time to ask what the learner thinks of a framework; from any thread."""
        from progress.ratings import offered

        with contextlib.closing(Log.open(self.database)) as log:
            return offered(log, framework)

    # --- the judge -------------------------------------------------------------------------------------------

    def workers(self) -> Workers:
        """The workers of this sitting, made at the first call; from any thread. Imports NumPy."""
        from tutor.workers import open_workers

        with self._opening:
            if self._workers is None:
                self._workers = open_workers(self.settings, self.home)
                if self._closed:
                    self._workers.close()
            return self._workers

    def use_neon(self, chosen: Neon) -> None:
        """Run the bundled port of neon from now on, or upstream; what runs by the other ends. From any thread."""
        from tutor import settings

        settings.choose_neon(chosen, self.home / paths.settings_file().name)
        with self._opening:
            self.__dict__.pop("settings", None)
            self._names.pop("neon", None)
            old, self._workers = self._workers, None
        if old is not None:
            old.close()

    def names(self, framework: str) -> Names:
        """The public names of a framework, to be searched; from any thread. Raises EnvironmentProblem."""
        from tutor.judge.lookup import index
        from tutor.search import Names

        if framework not in self._names:
            found = index(self.workers(), framework, self.home / paths.cache().name)
            self._names[framework] = Names(found.names)
        return self._names[framework]

    def warm(self, framework: str) -> None:
        """Start the framework's worker in the background, so that the first check does not wait for it."""

        def start() -> None:
            from tutor.judge.zygote import WorkerBrokenError

            # A framework that cannot start says so at the check, where there is room to explain.
            with contextlib.suppress(TutorError, WorkerBrokenError):
                self.workers().warm(framework)

        threading.Thread(target=start, name=f"warm-{framework}", daemon=True).start()

    def close(self) -> None:
        """End the session in the log and stop every worker; a second call does nothing."""
        if self._closed:
            return
        self.record(lambda recorder: recorder.close())
        self._closed = True
        with self._opening:
            if self._workers is not None:
                self._workers.close()
        self._log.close()
