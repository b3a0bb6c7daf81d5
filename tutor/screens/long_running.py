"""A training while it runs: a process of its own, told of by files, that leaving the lesson does not end."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from tutor import training
from tutor.errors import TutorError
from tutor.screens.running import Run

if TYPE_CHECKING:
    from tutor.catalog import Task
    from tutor.judge import Progress, Step
    from tutor.screens.session import Session
    from tutor.training import Training


class LongRun(Run):
    """A training, begun here or found running; `points` is how it went so far.

    What its process says is read where it is asked for, by the screen's own timer: files, and small ones.
    """

    def __init__(self, session: Session, task: Task, framework: str, source: str) -> None:
        super().__init__(session, task, framework, source)
        self.training: Training | None = None
        self.paused = False
        self.points: list[tuple[int, float]] = []
        self.latest: Progress | None = None
        self._starter: threading.Thread | None = None

    @classmethod
    def attach(cls, session: Session, task: Task, framework: str, found: Training) -> LongRun:
        """Take up a training that was begun before."""
        request = found.request
        run = cls(session, task, framework, request.source)
        run.run_id, run.source_hash = request.run_id, request.source_hash
        run.training = found
        run.paused, run.stopping = found.wish == "pause", found.wish == "finish"
        return run

    def start(self) -> None:
        """Begin to judge; what may take a second happens in a thread."""
        self._starter = threading.Thread(target=self._start, name=f"training-{self.run_id}", daemon=True)
        self._starter.start()

    def _start(self) -> None:
        from tutor.packs import require_trust

        try:
            require_trust(self.task)
            self.training = training.start(
                self.task,
                self.framework,
                self.source,
                home=self.session.home,
                device=self.session.settings.device,
                run_id=self.run_id,
            )
        except TutorError as error:
            self.error = error

    @property
    def done(self) -> bool:
        """Whether it is over; `verdict` or `error` is set then."""
        if self.training is None or (self._starter is not None and self._starter.is_alive()):
            return self.error is not None
        if self.training.alive:
            return False
        if self.verdict is None:
            training.settle(self.session.home)  # records and marks one that was cut off
            self.verdict = self.training.verdict
        return True

    def take(self) -> list[Step]:
        """The steps that arrived since the last call, in order; progress goes to `points` and `latest`."""
        if self.training is not None:
            for said in self.training.said():
                if said.progress is not None:
                    self.latest = said.progress
                    self.points.append((said.progress.step, said.progress.value))
                if said.step is not None:
                    self._steps.append(said.step)
        return super().take()

    def toggle_pause(self) -> None:
        """Let it wait, or go on; raises DataProblem if that cannot be told."""
        if self.training is not None and not self.stopping:
            self.training.want("resume" if self.paused else "pause")
            self.paused = not self.paused

    def finish(self) -> None:
        """Have it end here and be judged on what it has reached; raises DataProblem if that cannot be told."""
        if self.training is not None:
            self.training.want("finish")
            self.stopping, self.paused = True, False

    @property
    def left_s(self) -> float | None:
        """Seconds until the budget is used up at the pace so far, if there is one to tell from."""
        if self.latest is None or self.latest.step < 1 or self.paused:
            return None
        return self.latest.seconds / self.latest.step * (self.latest.total - self.latest.step)

    def seen(self) -> None:
        """The verdict was shown: nothing more is needed of it."""
        if self.training is not None:
            self.training.remove()
