"""Setting a framework up from the command line: live progress on stderr, the outcome, the exit code."""

from __future__ import annotations

import shutil
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import msgspec

from progress.report.wording import duration, size
from tutor import environments, frameworks, paths, settings
from tutor.cli.group import INTERRUPTED
from tutor.cli.printing import literal, print_json, print_message, print_problem
from tutor.environments import PHASES, Outcome, Phase, Progress
from tutor.errors import EnvironmentProblem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from progress.recorder import Recorder


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What `dltutor setup --json` prints."""

    schema: str = "dltutor.setup/1"
    framework: str
    began: bool
    message: str
    remedy: str
    log: str | None
    measured: environments.Measured


def install(framework: str, device: str, as_json: bool) -> int:
    """Set a framework up, print how that goes, and return the exit code; Ctrl-C stops it and keeps the downloads.

    Raises UsageError where the settings name an interpreter, which would come first.
    """
    if named := settings.load().interpreter(framework):
        raise UsageError(
            f"The settings name {named} for {framework}, and it comes before any environment.",
            f"Delete interpreters.{framework} in {paths.settings_file()}, then again.",
        )
    lines = Lines() if not as_json else None
    outcome = _run(framework, device, lines)
    if lines is not None:
        lines.clear()
    if as_json:
        print_json(
            Report(
                framework=framework, began=outcome.began, message=outcome.message, remedy=outcome.remedy,
                log=str(outcome.log) if outcome.log else None, measured=outcome.measured,
            )
        )  # fmt: skip
    else:
        _print(outcome)
    return {"done": 0, "stopped": INTERRUPTED}.get(outcome.measured.outcome, EnvironmentProblem.exit_code)


def _run(framework: str, device: str, lines: Lines | None) -> Outcome:
    """Work in a thread, so that Ctrl-C reaches us at once; the log is written from there."""
    from progress.recorder import Recorder
    from progress.store import Log

    stop = threading.Event()
    with Log.open(paths.database()) as log, Recorder(log, interface="cli") as recorder, ThreadPoolExecutor(1) as pool:

        def record(event: Callable[[Recorder], object]) -> None:
            event(recorder)

        answer = pool.submit(
            environments.set_up_recorded, framework, device, record, on_progress=lines or (lambda _: None), stop=stop
        )
        try:
            return answer.result()
        except KeyboardInterrupt:
            stop.set()
            return answer.result()


class Lines:
    """Prints progress on stderr: one line that changes on a terminal, elsewhere a line for each phase."""

    def __init__(self) -> None:
        self._phase: Phase | None = None
        self._live = sys.stderr.isatty()

    def __call__(self, progress: Progress) -> None:
        """Show a moment of the set-up."""
        if self._live:
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write(f"\r\x1b[K{literal(progress_words(progress))[:width]}")
            sys.stderr.flush()
        elif progress.phase != self._phase:
            print_message(f"{PHASES[progress.phase]} …")
        self._phase = progress.phase

    def clear(self) -> None:
        """Take the changing line away."""
        if self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def progress_words(progress: Progress) -> str:
    """A moment of a set-up in one line: phase, file, bytes, packages, time."""
    parts = [PHASES[progress.phase]]
    if progress.phase == "downloading":
        if progress.size:
            parts.append(f"{progress.name.split('-')[0]} {size(progress.done)} of {size(progress.size)}")
        parts.append(f"{progress.packages} packages, {size(progress.fetched)} fetched")
    elif progress.phase == "installing" and progress.of:
        parts.append(f"{progress.packages} of {progress.of} packages")
    minutes, rest = divmod(int(progress.elapsed_s), 60)
    return "  ".join([f"{minutes}:{rest:02}", *parts])


def _print(outcome: Outcome) -> None:
    measured, title = outcome.measured, frameworks.ALL[outcome.framework].title
    if not outcome.began:
        print_message(
            f"{title} {measured.version} is set up already: "
            f"{measured.packages} packages, {size(measured.bytes_on_disk)}."
        )
    elif outcome.done:
        print_message(
            f"{title} {measured.version} is ready ({measured.device.upper()}): {measured.packages} packages, "
            f"{size(measured.bytes_fetched)} fetched, {size(measured.bytes_on_disk)} on disk, "
            f"in {duration(measured.wall_s)}; first import {measured.first_import_s:.1f} s."
        )
        if outcome.message:
            print_message(f"{outcome.message} {outcome.remedy}")
    else:
        where = f"\nAll output is in {outcome.log}." if outcome.log else ""
        print_problem(outcome.title, outcome.message, f"{outcome.remedy}{where}")
