"""The workers of one tutor: a zygote per framework, started when first wanted, replaced when dead."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, Self

from tutor.judge.run import Run
from tutor.judge.zygote import CancelledError, WorkerBrokenError, Zygote
from tutor.worker.launch import Launch

Mode = Literal["fork", "cold"]


class Began(NamedTuple):
    """A run with the facts of the worker it runs in; `own` is a worker that ends with the run."""

    run: Run
    version: str
    mode: Mode
    own: Zygote | None


def default_mode() -> Mode:
    """Fork where forking a process with imported frameworks is safe, that is on Linux."""
    return "fork" if sys.platform.startswith("linux") else "cold"


class Workers:
    """Gives out runs. Safe to use from several threads; close it (or use `with`) to end all processes.

    `launch` says how the worker of a framework is started and may raise when it is not installed.
    """

    def __init__(self, launch: Callable[[str], Launch], *, mode: Mode | None = None) -> None:
        self.mode: Mode = mode or default_mode()
        self._launch = launch
        self._zygotes: dict[str, Zygote] = {}
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self, framework: str) -> None:
        """Start the framework's zygote in the background, if it has none. Returns at once."""
        if self.mode == "fork":
            self._zygote(framework)

    def same_python(self, framework: str) -> bool:
        """Whether the worker runs on the tutor's own interpreter (and so agrees with it on syntax)."""
        return self._launch(framework).python == sys.executable

    def device(self, framework: str, wish: str) -> str | None:
        """What the wish "auto", "cpu" or "gpu" comes to here: "cpu" or "gpu", None for a GPU that is not there."""
        if wish == "cpu":
            return "cpu"
        gpu = self._launch(framework).gpu
        return "gpu" if gpu else "cpu" if wish == "auto" else None

    def begin(
        self,
        framework: str,
        run_id: str,
        *,
        device: str,
        seed: int,
        limit_s: float,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Began:
        """Start a run, waiting for the framework's import if need be.

        Raise WorkerBrokenError if that fails, or when `cancelled()` turns true while it lasts.
        """
        options: dict[str, Any] = {"device": device, "seed": seed, "limit_s": limit_s}
        if self.mode == "cold" or device == "gpu":  # CUDA does not survive a fork
            return self._alone(framework, run_id, options, cancelled)
        zygote = self._zygote(framework)
        try:
            zygote.wait_ready(cancelled)
        except CancelledError:
            raise
        except WorkerBrokenError:
            with self._lock:
                if self._zygotes.get(framework) is zygote:
                    del self._zygotes[framework]
            zygote.close()
            raise
        return Began(Run(zygote, run_id, **options), zygote.version, "fork", None)

    def _alone(
        self, framework: str, run_id: str, options: dict[str, Any], cancelled: Callable[[], bool]
    ) -> Began:
        zygote = Zygote(self._launch(framework), once=True, gpu=options["device"] == "gpu")
        try:
            zygote.wait_ready(cancelled)
            return Began(Run(zygote, run_id, **options), zygote.version, "cold", zygote)
        except BaseException:
            zygote.close()
            raise

    def _zygote(self, framework: str) -> Zygote:
        launch = self._launch(framework)
        with self._lock:
            if self._closed:
                raise WorkerBrokenError("the tutor is closing")
            zygote = self._zygotes.get(framework)
            if zygote is not None and zygote.alive and zygote.launch == launch:
                return zygote
            self._zygotes[framework] = fresh = Zygote(launch)
        if zygote is not None:
            zygote.close()
        return fresh

    def close(self) -> None:
        """End every worker and whatever runs in it."""
        with self._lock:
            self._closed = True
            zygotes, self._zygotes = self._zygotes, {}
        for zygote in zygotes.values():
            zygote.close()
