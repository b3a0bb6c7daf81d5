"""A check while it runs, and the short one: a thread that judges, and a box that the screen looks into."""

from __future__ import annotations

import threading
import uuid
from abc import ABC, abstractmethod
from collections import deque
from typing import TYPE_CHECKING

from tutor.errors import TutorError

if TYPE_CHECKING:
    from tutor.catalog import Task
    from tutor.judge import Control, Step, Verdict
    from tutor.screens.session import Session


class Run(ABC):
    """One check of one text: what is judged, the steps that were not taken yet, and at its end `verdict` or `error`."""

    def __init__(self, session: Session, task: Task, framework: str, source: str) -> None:
        from tutor.judge import source_hash

        self.session = session
        self.task = task
        self.framework = framework
        self.source = source
        self.run_id = uuid.uuid4().hex
        self.source_hash = source_hash(source)
        self.verdict: Verdict | None = None
        self.error: TutorError | None = None
        self.stopping = False
        self._steps: deque[Step] = deque()

    @abstractmethod
    def start(self) -> None:
        """Begin to judge."""

    @property
    @abstractmethod
    def done(self) -> bool:
        """Whether it is over; every step, and the verdict or the error, have arrived by then."""

    def take(self) -> list[Step]:
        """The steps that arrived since the last call, in order."""
        taken = []
        while self._steps:
            taken.append(self._steps.popleft())
        return taken

    def answers(self, verdict: Verdict) -> bool:
        """Whether this verdict is the answer to this run: a stale one is dropped."""
        return verdict.run_id == self.run_id and verdict.source_hash == self.source_hash


class ShortRun(Run):
    """A check that is waited for. The thread only ever fills the box, so nothing of the screen is touched by it."""

    def __init__(self, session: Session, task: Task, framework: str, source: str) -> None:
        super().__init__(session, task, framework, source)
        self._control: Control | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._judge, name=f"check-{self.run_id}", daemon=True)

    def start(self) -> None:
        """Begin to judge."""
        self._thread.start()

    def stop(self) -> None:
        """Kill the worker and all its children; the verdict, "stopped", follows at once."""
        with self._lock:
            self.stopping = True
            control = self._control
        if control is not None:
            control.cancel()

    def join(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds for the thread; whether it has ended."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    @property
    def done(self) -> bool:
        """Whether the thread has ended."""
        return not self._thread.is_alive()

    def _judge(self) -> None:
        try:
            self.verdict = self._check()
        except TutorError as error:
            self.error = error
        finally:
            if self.verdict is None and self.error is None:
                self.error = TutorError("The check ended without a verdict.", "Check again; if that stays, restart.")

    def _check(self) -> Verdict:
        from tutor import judge
        from tutor.packs import require_trust

        require_trust(self.task)  # the screen has asked; this holds even if it forgot
        with self._lock:
            self._control = judge.Control()
            if self.stopping:
                self._control.cancel()
        workspace = self.session.workspace
        verdict = judge.check(
            self.task,
            self.framework,
            self.source,
            workers=self.session.workers(),
            device=self.session.settings.device,
            run_id=self.run_id,
            on_step=self._steps.append,
            control=self._control,
            project=workspace.stages(self.task, self.framework),
        )
        if verdict.passed:
            workspace.keep_stage(self.task, self.framework, self.source)
        return verdict
