"""Making an environment: venv, pip, the first import, and only then the marker that says it is whole."""

from __future__ import annotations

import errno
import os
import platform
import shutil
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

import msgspec

from tutor import atomic
from tutor.environments import choosing, places, reading, trying
from tutor.environments.explaining import CUT, Reason, explain
from tutor.environments.measured import Measured, Outcome, Phase, Progress
from tutor.environments.running import Commands, Stopped
from tutor.environments.wanted import Wanted
from tutor.errors import DataProblem
from tutor.frameworks import ALL, managed
from tutor.frameworks.installed import ask

FULL = 1 << 20  # bytes that are left on a disk that is full; what failed may have taken something back
NEW_PIP = (25, 1)  # tells its progress in numbers, and resumes downloads that break off


class Failed(Exception):
    """A step did not succeed; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.message)
        self.reason = reason


class Making:
    """One set-up at work. The caller has the framework's lock."""

    def __init__(
        self,
        want: Wanted,
        on_progress: Callable[[Progress], None],
        stop: threading.Event,
        lock: BinaryIO,
        cpu_index: str,
    ) -> None:
        self.want, self.title = want, ALL[want.framework].title
        self.folder = managed.folder(want.framework)
        self.python = managed.managed_python(want.framework)
        self.began = time.monotonic()
        self.phase: Phase = "environment"
        self.reader = reading.Reader()
        self.fetched = self.kept = self.packages = 0
        self.tried = trying.Tried("", 0.0, platform.python_version(), False, 0.0)
        self.resumed = self.folder.exists() or places.work(want.framework).exists()
        self._on_progress, self._stop, self._lock, self._cpu_index = on_progress, stop, lock, cpu_index
        self._keep = False
        self.commands: Commands | None = None

    def run(self) -> Outcome:
        """Do all of it."""
        file = places.log(self.want.framework)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with open(file, "w", encoding="utf-8", errors="replace") as log:
                return self._run(log, file)
        except OSError as problem:  # the log itself, or the disk
            return self._ended("failed", file, _of_disk(problem))

    def _run(self, log: TextIO, file: Path) -> Outcome:
        try:
            self._clear()
            self.commands = Commands(log, self._lock, places.scratch(self.want.framework), self._stop, self._tick)
            self._environment()
            words = self._chosen()
            self._install(words)
            self._import()
            return self._whole(file)
        except Stopped:
            return self._ended("stopped", file, Reason("", "The set-up was stopped.", "Run it again to go on."))
        except (Failed, trying.Broken) as problem:
            return self._ended("failed", file, problem.reason)
        except DataProblem as problem:
            return self._ended("failed", file, Reason("disk", problem.message, problem.remedy))

    # --- the steps -------------------------------------------------------------------------------------------

    def _clear(self) -> None:
        """Put away what an earlier attempt left, but for the downloads that arrived whole."""
        self._say("environment")
        framework = self.want.framework
        places.sweep(framework)
        places.clear(self.folder)
        if _read(places.asked(framework)) != self.want.device:  # what was left is of another build
            places.clear(places.work(framework))
        places.wheels(framework).mkdir(parents=True, exist_ok=True)
        reading.keep(places.scratch(framework), places.wheels(framework))
        reading.drop_damaged(places.wheels(framework))
        self.kept = len(reading.constraints(places.wheels(framework)))
        places.clear(places.scratch(framework))
        places.scratch(framework).mkdir()
        places.asked(framework).write_text(self.want.device, encoding="utf-8")

    def _environment(self) -> None:
        self._run_or_fail([sys.executable, "-I", "-m", "venv", self.folder])
        self._say("pip")
        if self._pip_version() >= NEW_PIP:
            return
        # Without a newer pip it goes on all the same, with less to see.
        options = ["--timeout", "10", "--retries", "0", *self._progress_option()]
        self._pip(["install", "--upgrade", *options, "pip"])

    def _chosen(self) -> list[str]:
        if self.want.pick:
            self._say("choosing")
        assert self.commands is not None
        pip = self._pip_words()
        try:
            return choosing.choose(self.want, self.commands, pip, self._cpu_index)
        except choosing.Unanswered:
            raise Failed(self._why()) from None
        except choosing.NoCpuBuild:
            raise Failed(
                Reason(
                    "no build for the CPU",
                    "Your package indexes have no build of PyTorch for the CPU, and PyTorch's own index of them "
                    "cannot be reached.",
                    "Go online, or take the build with CUDA, which is large: dltutor setup pytorch --device gpu",
                )
            ) from None

    def _install(self, words: list[str]) -> None:
        self._say("downloading")
        report, kept = places.report(self.want.framework), places.constraints(self.want.framework)
        kept.write_text("\n".join(reading.constraints(places.wheels(self.want.framework))), encoding="utf-8")
        options = ["--no-warn-script-location", "--report", str(report), "--constraint", str(kept)]
        if self._pip(["install", *options, *self._progress_option(), *words], keep=True):
            cut = reading.drop_damaged(places.wheels(self.want.framework))
            raise Failed(CUT if cut and not self._disk_is_full() else self._why())
        self.packages = len(msgspec.json.decode(report.read_bytes())["install"])

    def _import(self) -> None:
        self._say("importing")
        assert self.commands is not None
        self.tried = trying.first_import(self.want.framework, self.title, self.python, self.commands)

    def _whole(self, file: Path) -> Outcome:
        """Measure, see to it that all is on the disk, and say so in the marker."""
        places.clear(places.work(self.want.framework))
        outcome = self._ended("done", file, Reason("", *self._note()))
        os.sync()  # the marker must not outlive, in a power cut, what it vouches for
        atomic.write(
            self.folder / managed.MARKER,
            msgspec.json.encode(
                managed.Managed(
                    framework=self.want.framework,
                    version=self.tried.version,
                    device=self.want.device,
                    python_version=self.tried.python_version,
                    packages=self.packages,
                    bytes_on_disk=outcome.measured.bytes_on_disk,
                    made=datetime.now(UTC).isoformat(timespec="seconds"),
                )
            ),
        )
        return outcome

    def _note(self) -> tuple[str, str]:
        if self.want.device == "gpu" and not self.tried.gpu:
            return f"{self.title} sees no GPU here; it will compute on the CPU.", "See what nvidia-smi says."
        return "", ""

    # --- pip -------------------------------------------------------------------------------------------------

    def _pip_words(self) -> list[str | Path]:
        return [self.python, "-I", "-m", "pip"]

    def _pip(self, words: list[str], keep: bool = False) -> int:
        assert self.commands is not None
        self.reader, self._keep = reading.Reader(), keep
        try:
            return self.commands.run([*self._pip_words(), *words], self._line)
        finally:
            self.fetched += self.reader.fetched
            self.reader.fetched = 0

    def _pip_version(self) -> tuple[int, ...]:
        found = ask(self.python, ("pip",)).versions["pip"] or "0"
        return tuple(int(part) for part in found.split(".")[:2] if part.isdigit())

    def _progress_option(self) -> list[str]:
        return ["--progress-bar", "raw" if self._pip_version() >= NEW_PIP else "off"]

    def _line(self, line: str) -> None:
        self.reader.take(line)
        if self._keep and not line.startswith("Progress "):
            reading.keep(places.scratch(self.want.framework), places.wheels(self.want.framework))
        if self.reader.installing and self.phase == "downloading":
            self._say("installing")
        self._tick()

    def _run_or_fail(self, words: list[str | Path]) -> None:
        assert self.commands is not None
        if self.commands.run(words):
            raise Failed(self._why())

    def _why(self) -> Reason:
        assert self.commands is not None
        if self._disk_is_full():  # whatever the program made of that
            return _of_disk(OSError(errno.ENOSPC, ""))
        return explain(self.commands.lines, self.title, platform.python_version())

    def _disk_is_full(self) -> bool:
        return shutil.disk_usage(places.work(self.want.framework)).free < FULL

    # --- saying how it goes ----------------------------------------------------------------------------------

    def _say(self, phase: Phase) -> None:
        self.phase = phase
        self._tick()

    def _tick(self) -> None:
        if self._stop.is_set():
            raise Stopped
        reader, packages = self.reader, self.reader.packages
        if self.phase == "installing":
            packages = min(max(0, places.distributions(self.want.framework) - 2), reader.of)
        self._on_progress(
            Progress(
                phase=self.phase,
                elapsed_s=time.monotonic() - self.began,
                name=reader.name,
                done=reader.done,
                size=reader.size,
                fetched=self.fetched + reader.fetched,
                packages=packages,
                of=reader.of,
                kept=self.kept,
            )
        )

    def _ended(self, outcome: Literal["done", "failed", "stopped"], file: Path, reason: Reason) -> Outcome:
        commands = self.commands
        measured = Measured(
            device=self.want.device,
            outcome=outcome,
            commands=commands.count if commands else 0,
            failures=commands.failures if commands else 0,
            retries=commands.retries if commands else 0,
            wall_s=round(time.monotonic() - self.began, 3),
            bytes_fetched=self.fetched,
            bytes_on_disk=places.size(self.folder),
            packages=self.packages,
            first_import_s=round(self.tried.import_s, 6),
            version=self.tried.version,
            python_version=self.tried.python_version,
            error=reason.error,
            resumed=self.resumed,
        )
        return Outcome(
            framework=self.want.framework,
            began=True,
            measured=measured,
            log=file if file.exists() else None,
            title="" if outcome == "done" else f"{self.title} was not set up",
            message=reason.message,
            remedy=reason.remedy,
        )


def _of_disk(problem: OSError) -> Reason:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return explain(["No space left on device"], "", "")
    message = f"{problem.filename or 'The data folder'} cannot be used: {problem.strerror or problem}."
    return Reason("disk", message, "Make the folder writable, or name another in DLTUTOR_HOME.")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
