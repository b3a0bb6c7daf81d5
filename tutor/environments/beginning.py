"""Setting a framework up, from the question whether there is anything to do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from tutor.environments import choosing, locking, wanted
from tutor.environments.making import Making
from tutor.environments.measured import Measured, Outcome, Progress
from tutor.errors import UsageError
from tutor.frameworks import ALL, managed
from tutor.frameworks.installed import Unusable, ask


def set_up(
    framework: str,
    device: str = "auto",
    *,
    on_progress: Callable[[Progress], None] = lambda _: None,
    stop: threading.Event | None = None,
    on_begin: Callable[[], None] = lambda: None,
    cpu_index: str = choosing.CPU_INDEX,
) -> Outcome:
    """Make the managed environment of a framework, in this thread; how that went is the Outcome.

    `on_begin` is called once this is the only set-up at work and there is something to do. `stop` ends it soon after
    it is set; what was downloaded whole is kept for the next time. Raises UsageError for what cannot be set up, Busy
    if another process does it, DataProblem if the data folder cannot be written.
    """
    want = wanted.want(framework, device)
    stop, began = stop or threading.Event(), time.monotonic()

    def waiting() -> None:
        on_progress(Progress(phase="waiting", elapsed_s=time.monotonic() - began))

    with locking.alone(framework, ALL[framework].title, stop, waiting) as lock:
        there = managed.read(framework)
        if there is not None and _answers(framework):
            return _already(want, there, asked=device)
        on_begin()
        return Making(want, on_progress, stop, lock, cpu_index).run()


def _answers(framework: str) -> bool:
    """Whether the interpreter of an environment still runs and has the framework; a system's upgrade may take it."""
    try:
        found = ask(managed.managed_python(framework), ALL[framework].distributions)
    except Unusable:
        return False
    return found.first(ALL[framework].distributions) is not None


def _already(want: wanted.Wanted, there: managed.Managed, asked: str) -> Outcome:
    title = ALL[want.framework].title
    if asked != "auto" and there.device != want.device:
        raise UsageError(
            f"{title} {there.version} is set up for the {there.device.upper()}.",
            f"dltutor setup {want.framework} --remove, then dltutor setup {want.framework} --device {want.device}",
        )
    measured = Measured(
        device=want.device, outcome="done", commands=0, failures=0, retries=0, wall_s=0.0, bytes_fetched=0,
        bytes_on_disk=there.bytes_on_disk, packages=there.packages, first_import_s=0.0, version=there.version,
        python_version=there.python_version, error="", resumed=False,
    )  # fmt: skip
    return Outcome(framework=want.framework, began=False, measured=measured)
