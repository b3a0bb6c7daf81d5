"""The folder of one training: what was asked, what was said so far, what is wished, and the verdict.

    request.json   what to check; written once, before the process starts
    lock           held by the process as long as it lives
    said.jsonl     steps and progress, a line each, as they come
    wish           what the user wants: pause, resume, finish or stop; replaced, never appended to
    verdict.json   the answer, written in one step at the very end

The process writes `said.jsonl` and `verdict.json`, the tutor `wish`. Nothing else is shared.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal

import msgspec

from tutor import atomic, paths
from tutor.judge.training import Progress
from tutor.judge.verdict import Outcome, Step, Verdict

Wish = Literal["pause", "resume", "finish", "stop"]
WISHES: tuple[Wish, ...] = ("pause", "resume", "finish", "stop")


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What to check. `task` is the task's key, `began` nanoseconds since 1970."""

    task: str
    task_id: str
    framework: str
    source: str
    source_hash: str
    run_id: str
    device: str
    began: int
    seed: int | None = None

    def unjudged(self, outcome: Outcome, message: str) -> Verdict:
        """A verdict of a check that did not come to its end, which is no attempt."""
        return Verdict(
            task=self.task,
            task_id=self.task_id,
            framework=self.framework,
            framework_version="",
            device=self.device,
            seed=self.seed or 0,
            run_id=self.run_id,
            source_hash=self.source_hash,
            outcome=outcome,
            message=message,
            total_s=(time.time_ns() - self.began) / 1e9,
        )


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of said.jsonl: a step as it begins or was judged, or how far the training is."""

    step: Step | None = None
    progress: Progress | None = None


class Training:
    """One training, whether it runs, has ended or was cut off; the same from every process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read = 0

    @property
    def request(self) -> Request:
        """What was asked. Raises OSError or msgspec.DecodeError for a folder that is no training."""
        return msgspec.json.decode((self.folder / "request.json").read_bytes(), type=Request)

    @property
    def alive(self) -> bool:
        """Whether its process lives: it holds the lock until the system takes it back."""
        try:
            with (self.folder / "lock").open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    @property
    def verdict(self) -> Verdict | None:
        """The verdict, if it has come. Raises msgspec.DecodeError for a file that holds none."""
        try:
            return msgspec.json.decode((self.folder / "verdict.json").read_bytes(), type=Verdict)
        except FileNotFoundError:
            return None

    @property
    def wish(self) -> Wish | None:
        """What the user wants of it at the moment."""
        try:
            text = (self.folder / "wish").read_text()
        except OSError:
            return None
        return next((wish for wish in WISHES if wish == text), None)

    def want(self, wish: Wish) -> None:
        """Tell the process what the user wants; raises DataProblem if that cannot be written."""
        atomic.write(self.folder / "wish", wish.encode(), durable=False)

    def said(self) -> list[Said]:
        """What the process has said since the last call (at the first, since its beginning)."""
        try:
            with (self.folder / "said.jsonl").open("rb") as file:
                file.seek(self._read)
                text = file.read()
        except FileNotFoundError:
            return []
        whole = text[: text.rfind(b"\n") + 1]  # the last line may still be half written
        self._read += len(whole)
        return [msgspec.json.decode(line, type=Said) for line in whole.splitlines()]

    def create(self, request: Request) -> None:
        """Write down what is asked; raises DataProblem if that cannot be done."""
        atomic.write(self.folder / "request.json", msgspec.json.encode(request))

    def hold(self) -> IO[bytes]:
        """Take the lock for this process, which has it until it ends or closes the file. OSError if it is taken."""
        file = (self.folder / "lock").open("wb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise
        return file

    def answer(self, verdict: Verdict) -> None:
        """Write the verdict, whole or not at all."""
        atomic.write(self.folder / "verdict.json", msgspec.json.encode(verdict))

    def remove(self) -> None:
        """Delete the folder: its verdict is in the log and has been seen."""
        shutil.rmtree(self.folder, ignore_errors=True)


class Speaker:
    """Appends what a training says; one writer, lines whole."""

    def __init__(self, training: Training) -> None:
        self._file = os.open(training.folder / "said.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def step(self, step: Step) -> None:
        """Say that a step begins or was judged."""
        self._say(Said(step=step))

    def progress(self, progress: Progress) -> None:
        """Say how far the training is."""
        self._say(Said(progress=progress))

    def _say(self, said: Said) -> None:
        os.write(self._file, msgspec.json.encode(said) + b"\n")


def all_in(home: Path) -> Iterator[Training]:
    """Yield the trainings below the data folder, oldest first; what is not readable as one is passed over."""
    found = []
    for file in paths.trainings(home).glob("*/request.json"):
        training = Training(file.parent)
        try:
            found.append((training.request.began, training))
        except (OSError, msgspec.DecodeError):
            continue
    yield from (training for _, training in sorted(found, key=lambda each: each[0]))


def find(home: Path, task_id: str, framework: str) -> Training | None:
    """The newest training of a task in a framework, running or not, if there is one."""
    return next(
        (
            training
            for training in reversed(list(all_in(home)))
            if (training.request.task_id, training.request.framework) == (task_id, framework)
        ),
        None,
    )
