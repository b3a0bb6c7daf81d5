"""One set-up or removal of a framework at a time, over all processes."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from typing import BinaryIO

from tutor.environments import places
from tutor.errors import DataProblem, EnvironmentProblem

PATIENCE_S = 3.0  # a pip whose dltutor was killed notices as soon as it next writes a line


class Busy(EnvironmentProblem):
    """Another process sets this framework up, or removes it, at this moment."""

    title = "Already at work"


@contextlib.contextmanager
def alone(
    framework: str, title: str, stop: threading.Event, waiting: Callable[[], None], patience_s: float = PATIENCE_S
) -> Iterator[BinaryIO]:
    """Hold the framework's lock; raise Busy if another keeps it, DataProblem if there can be no lock.

    The file that is given must be passed on to the programs that are run: should this process be killed, the
    lock is kept until they have ended too.
    """
    import fcntl

    path = places.lock(framework)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = open(path, "a+b")  # noqa: SIM115  closed below
    except OSError as problem:
        raise DataProblem(f"{path} cannot be written: {problem.strerror}.", "Make the folder writable.") from None
    with file:
        end = time.monotonic() + patience_s
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end or stop.is_set():
                    raise Busy(f"{title} is being set up by another dltutor{_whose(file)}.", "Wait for it.") from None
                waiting()
                stop.wait(0.1)
            except OSError:  # a file system without locks: better without than not at all
                break
        with contextlib.suppress(OSError):  # a full disk is told where it matters
            file.truncate(0)
            file.write(str(os.getpid()).encode())
            file.flush()
        yield file


def _whose(file: BinaryIO) -> str:
    file.seek(0)
    number = file.read(20).decode(errors="replace")
    return f" (process {number})" if number.isdigit() else ""
