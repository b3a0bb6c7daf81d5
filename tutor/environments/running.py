"""Running venv, pip and Python for a set-up: line by line, written to the log, stopped at once if need be."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, TextIO

TICK_S = 0.2
_PDEATHSIG = 1  # of prctl(2)
KEPT = 400  # lines; where the reason of a failure is looked for

# Of the user's settings for pip all count but these: a set-up reads what pip prints, and installs where it must.
_OURS = {
    "PIP_QUIET": "0",
    "PIP_VERBOSE": "0",
    "PIP_NO_COLOR": "1",
    "PIP_NO_INPUT": "1",
    "PIP_USER": "0",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PYTHONUNBUFFERED": "1",
    "PYTHONIOENCODING": "utf-8:replace",
}
_NOT_FOR_IT = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "VIRTUAL_ENV", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")


class Stopped(Exception):
    """The user stopped the set-up."""


class Commands:
    """Runs one program after the other and counts them.

    `log` gets every line but pip's progress, `lock` is passed on to each program, `tick` is called several times a
    second while one runs.
    """

    def __init__(
        self, log: TextIO, lock: BinaryIO, scratch: Path, stop: threading.Event, tick: Callable[[], None]
    ) -> None:
        self.count = self.failures = self.retries = 0
        self.lines: deque[str] = deque(maxlen=KEPT)  # of the program that ran last
        self._log, self._lock, self._scratch, self._stop, self._tick = log, lock, scratch, stop, tick

    def run(
        self,
        words: Sequence[str | Path],
        on_line: Callable[[str], None] = lambda _: None,
        timeout_s: float | None = None,
    ) -> int:
        """Run a program to its end and return its exit code, negative for a signal; raise Stopped or OSError.

        However this ends, the program and all that it started have ended too.
        """
        command = [str(word) for word in words]
        self.lines.clear()
        self.count += 1
        print(f"\n$ {' '.join(command)}", file=self._log, flush=True)
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=self._environment(),
            pass_fds=[self._lock.fileno()],
            start_new_session=True,
            preexec_fn=_die_with_us(),  # one call into the kernel, and nothing that a lock could hold up
        )
        try:
            self._follow(process, on_line, timeout_s)
            code = process.wait()
        finally:
            if process.poll() is None:  # SIGKILL, for pip told to end politely deletes what it has downloaded
                with contextlib.suppress(OSError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            assert process.stdout is not None
            process.stdout.close()
        self.failures += code != 0
        print(f"→ {code}", file=self._log, flush=True)
        return code

    def _follow(self, process: subprocess.Popen[str], on_line: Callable[[str], None], timeout_s: float | None) -> None:
        lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=_read, args=(process, lines), name="set-up-output", daemon=True).start()
        left = timeout_s
        while True:
            if self._stop.is_set():
                raise Stopped
            try:
                line = lines.get(timeout=TICK_S)
            except queue.Empty:
                self._tick()
                left = None if left is None else left - TICK_S
                if left is not None and left < 0:
                    self.lines.append(f"not done after {timeout_s:.0f} s")
                    return
                continue
            if line is None:
                return
            self._take(line.rstrip("\n"), on_line)

    def _take(self, line: str, on_line: Callable[[str], None]) -> None:
        if not line.startswith("Progress "):
            print(line, file=self._log)
            self.lines.append(line)
            again = ("WARNING: Retrying", "WARNING: Attempting to resume", "Attempting to resume")
            self.retries += line.lstrip().startswith(again)
        on_line(line)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in _NOT_FOR_IT}
        return {**kept, **_OURS, "TMPDIR": str(self._scratch)}


def _die_with_us() -> Callable[[], None] | None:
    """What a new process does first so that it ends with this one, even if that is killed; None where there is no way.

    Elsewhere it ends as soon as it next prints, and until then it keeps the lock that was passed on to it.
    """
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    prctl = ctypes.CDLL(None).prctl  # looked up here, for the new process should do nothing but call it
    return lambda: prctl(_PDEATHSIG, int(signal.SIGKILL))


def _read(process: subprocess.Popen[str], lines: queue.SimpleQueue[str | None]) -> None:
    assert process.stdout is not None
    with contextlib.suppress(ValueError, OSError):  # closed, because it was stopped
        for line in process.stdout:
            lines.put(line)
    lines.put(None)
