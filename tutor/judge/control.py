"""How another thread steers a check: stops it, or lets a training pause, go on, or end early and be judged."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.judge.run import Run


class Control:
    """Steers one check from another thread. Every method may be called at any time, also after its end."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._run: Run | None = None
        self.cancelled = False
        self.paused = False
        self.finishing = False

    def cancel(self) -> None:
        """End the check; it returns with the outcome "stopped"."""
        with self._changed:
            self.cancelled = True
            run = self._run
            self._changed.notify_all()
        if run is not None:
            run.stop()

    def pause(self) -> None:
        """Have a training wait after what it does at the moment; the worker keeps its state."""
        with self._changed:
            self.paused = True

    def resume(self) -> None:
        """Let a paused training go on."""
        with self._changed:
            self.paused = False
            self._changed.notify_all()

    def finish(self) -> None:
        """Have a training end here: what it has reached is judged."""
        with self._changed:
            self.finishing, self.paused = True, False
            self._changed.notify_all()

    def attach(self, run: Run | None) -> None:
        """Name the run to end, or None when it is over."""
        with self._changed:
            self._run = run
            late = self.cancelled
        if late and run is not None:
            run.stop()

    def go_on(self) -> bool:
        """Wait while the training is paused; False when it is to end."""
        with self._changed:
            self._changed.wait_for(lambda: not self.paused or self.cancelled)
            return not self.finishing and not self.cancelled
