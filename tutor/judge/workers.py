"""The workers of one tutor: a zygote per framework, started when first wanted, replaced when dead."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self

from tutor.judge.run import Limits, NeverBegan, Run
from tutor.judge.zygote import RefusedError, WorkerBrokenError, Zygote
from tutor.worker.launch import Launch

Mode = Literal["fork", "standby"]
Level = Literal["full", "namespaces", "landlock", "process"]
LEVELS: tuple[Level, ...] = ("full", "namespaces", "landlock", "process")  # strongest first


class Began(NamedTuple):
    """A run with the facts of the worker it runs in; `own` is a worker to be closed after it."""

    run: Run
    facts: dict[str, Any]
    mode: Literal["fork", "standby", "cold"]
    own: Zygote | None


def default_mode() -> Mode:
    """Fork where forking a process with imported frameworks is safe, that is on Linux."""
    return "fork" if sys.platform.startswith("linux") else "standby"


def device_for(launch: Launch, wish: str) -> str | None:
    """What the wish "auto", "cpu" or "gpu" comes to: "cpu" or "gpu", None for a GPU that is not there."""
    if wish == "cpu":
        return "cpu"
    return "gpu" if launch.gpu else "cpu" if wish == "auto" else None


class Workers:
    """Gives out runs. Safe to use from several threads; close it (or use `with`) to end all processes.

    `launch` says how the worker of a framework is started and may raise when it is not installed; `hide`
    names folders that the learner's code must not see, beside the tutor's own; `require` is the weakest
    level of confinement that will do; `without` leaves out layers of it ("namespaces", "landlock").
    """

    def __init__(
        self,
        launch: Callable[[str], Launch],
        *,
        mode: Mode | None = None,
        limits: Limits | None = None,
        hide: Sequence[Path] = (),
        require: Level = "process",
        without: Sequence[str] = (),
    ) -> None:
        self.require = require
        self.mode: Mode = mode or default_mode()
        self.limits = limits or Limits()
        self.launch, self._hide, self._without = launch, tuple(hide), tuple(without)
        self._zygotes: dict[tuple[str, bool], Zygote] = {}
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self, framework: str, device: str = "auto") -> None:
        """Start the framework's worker in the background, if it has none. Returns at once."""
        launch = self.launch(framework)
        self._zygote(launch, device_for(launch, device) == "gpu")

    def facts(self, framework: str, device: str = "cpu") -> dict[str, Any]:
        """What the worker said of itself: version, confinement, import time; waits until it is ready."""
        zygote = self._zygote(self.launch(framework), device == "gpu")
        zygote.wait_ready()
        return zygote.facts

    def begin(
        self,
        launch: Launch,
        run_id: str,
        *,
        device: str,
        seed: int,
        limit_s: float,
        cancelled: Callable[[], bool] = lambda: False,
        cold: bool = False,
    ) -> Began:
        """Start a run, waiting for the framework's import if need be.

        `cold` replaces the worker that is there, which may be ill, and takes one that forked before it
        imported. Raise WorkerBrokenError if no worker begins, or when `cancelled()` turns true meanwhile.
        """
        gpu = device == "gpu"
        options: dict[str, Any] = {"device": device, "seed": seed, "limit_s": limit_s, "limits": self.limits}
        for again in (True, False):
            zygote = self._alone(launch, gpu) if cold else self._zygote(launch, gpu)
            try:
                zygote.wait_ready(cancelled)
                self._admit(zygote)
                run = Run(zygote, run_id, **options)
                return Began(run, zygote.facts, "cold" if cold else self._mode(gpu), zygote if cold else None)
            except RefusedError:
                raise
            except (WorkerBrokenError, NeverBegan) as error:
                self._drop(gpu, zygote)
                if not again or not zygote.facts:  # one that never was ready will not be the next time either
                    raise WorkerBrokenError(str(error) or "it did not begin the run") from None
        raise AssertionError("unreachable")

    def _admit(self, zygote: Zygote) -> None:
        reached = str(zygote.facts["confinement"])
        if LEVELS.index(reached) > LEVELS.index(self.require):
            still_open = ", ".join(zygote.facts["open"])
            raise RefusedError(
                f"the settings require the confinement {self.require!r}, this machine allows {reached!r} "
                f"(open: {still_open})"
            )

    def _mode(self, gpu: bool) -> Mode:
        return "standby" if gpu else self.mode  # CUDA does not survive a fork

    def _zygote(self, launch: Launch, gpu: bool) -> Zygote:
        with self._lock:
            if self._closed:
                raise WorkerBrokenError("the tutor is closing")
            zygote = self._zygotes.get((launch.framework, gpu))
            if zygote is not None and zygote.alive and zygote.launch == launch:
                return zygote
            fresh = Zygote(launch, mode=self._mode(gpu), gpu=gpu, hide=self._hide, without=self._without)
            self._zygotes[launch.framework, gpu] = fresh
        if zygote is not None:
            zygote.close()
        return fresh

    def _alone(self, launch: Launch, gpu: bool) -> Zygote:
        with self._lock:
            ill = self._zygotes.pop((launch.framework, gpu), None)
        if ill is not None:
            ill.close()
        return Zygote(launch, mode="standby", gpu=gpu, hide=self._hide, without=self._without)

    def _drop(self, gpu: bool, zygote: Zygote) -> None:
        key = (zygote.launch.framework, gpu)
        with self._lock:
            if self._zygotes.get(key) is zygote:
                del self._zygotes[key]
        zygote.close()

    def close(self) -> None:
        """End every worker and whatever runs in it."""
        with self._lock:
            self._closed = True
            zygotes, self._zygotes = self._zygotes, {}
        for zygote in zygotes.values():
            zygote.close()
