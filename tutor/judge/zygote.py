"""The tutor's end of a zygote: starts the process, asks it for runs, knows when they end."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import tutor.worker
from tutor.worker.launch import Launch

START_LIMIT_S = 120.0
MAX_GROWTH = 256 << 20  # bytes; a zygote runs nothing, so one that grows is ill
_WORKER = Path(tutor.worker.__file__).parent
_TUTOR = _WORKER.parent
_OURS = (_TUTOR, _TUTOR.parent / "lessons", _TUTOR.parent / "progress")  # never shown to the learner's code
# What a framework may need of the tutor's environment; everything else (tokens, PYTHON* settings) stays out.
_KEPT = (
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "CUDA_HOME", "CUDA_PATH",
    "CUDA_VISIBLE_DEVICES", "SYSTEMROOT", "NUMBER_OF_PROCESSORS",
)  # fmt: skip

# A lesson's steps are small: on a busy machine, threads that wait for one another made them 20 times slower.
# A verdict should not depend on that; the learner's code may ask for more threads by the framework's own call.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TF_NUM_INTRAOP_THREADS")


class WorkerBrokenError(Exception):
    """A worker could not be started, or died before it was ready; the text says why."""


class RefusedError(WorkerBrokenError):
    """The worker is well, but is not to be used: the wait was given up, or its confinement does not do."""


class Zygote:
    """One worker process of a framework, in "fork" or "standby" mode, with or without a GPU in its view."""

    def __init__(
        self,
        launch: Launch,
        *,
        mode: str = "fork",
        gpu: bool = False,
        hide: Sequence[Path] = (),
        without: Sequence[str] = (),
    ) -> None:
        self.launch = launch
        self.facts: dict[str, Any] = {}
        self.grown = 0  # bytes since it was ready
        self._ready = threading.Event()
        self._broken: str | None = None
        self._lock = threading.Lock()
        self._exits: dict[str, Exit] = {}
        self._home = tempfile.mkdtemp(prefix="dltutor-")
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  closed with the worker
        ours, theirs = socket.socketpair()
        self._control = ours
        command = [launch.python, "-E", "-B", str(_WORKER / "__main__.py"), "--framework", launch.framework]
        command += ["--control", str(theirs.fileno()), "--mode", mode, *(["--gpu"] if gpu else [])]
        command += [word for path in launch.paths for word in ("--path", path)]
        command += ["--checkout", launch.checkout] if launch.checkout else []
        command += [word for path in (*_OURS, *hide) for word in ("--hide", str(path))]
        command += [word for layer in without for word in ("--without", layer)]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=[theirs.fileno()],
                env=environment(self._home, gpu=gpu),
                cwd=self._home,
                start_new_session=True,
            )
        except OSError as error:
            self._fail(f"{launch.python} could not be started: {error.strerror}")
            self._errors.close()
            ours.close()
            return
        finally:
            theirs.close()
        threading.Thread(target=self._listen, name=f"zygote-{launch.framework}", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process id of the worker's first process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether runs may still be asked for."""
        return self._broken is None and self._process.poll() is None and self.grown < MAX_GROWTH

    def wait_ready(self, cancelled: Callable[[], bool] = lambda: False) -> None:
        """Block until the framework is imported; raise WorkerBrokenError if that fails or takes too long."""
        deadline = time.monotonic() + START_LIMIT_S
        while not self._ready.wait(0.05):
            if cancelled():
                raise RefusedError("no longer wanted")
            if time.monotonic() > deadline:
                raise WorkerBrokenError(f"{self.launch.framework} was not imported after {START_LIMIT_S:.0f} s")
        if self._broken is not None:
            raise WorkerBrokenError(self._broken)

    def start(self, run: str, request: dict[str, Any], fds: list[int]) -> Exit:
        """Ask for a run with its descriptors; the Exit it returns is set when the run has ended."""
        self.wait_ready()
        exit_ = Exit()
        with self._lock:
            self._exits[run] = exit_
        try:
            socket.send_fds(self._control, [json.dumps({"op": "run", "run": run, **request}).encode() + b"\n"], fds)
        except OSError:
            raise WorkerBrokenError(self._why()) from None
        return exit_

    def kill(self, run: str) -> None:
        """End a run and everything it started."""
        if not self._tell("kill", run):
            self._kill_group()

    def interrogate(self, run: str) -> None:
        """Make a run write where it is to its trace descriptor."""
        self._tell("where", run)

    def close(self) -> None:
        """End the worker and all its runs; returns when its processes are gone."""
        if hasattr(self, "_process"):
            with contextlib.suppress(OSError):
                self._control.shutdown(socket.SHUT_RDWR)  # the zygote ends its runs, then itself
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self._kill_group()
                self._process.wait()
        shutil.rmtree(self._home, ignore_errors=True)

    def _tell(self, op: str, run: str) -> bool:
        try:
            self._control.sendall(json.dumps({"op": op, "run": run}).encode() + b"\n")
        except OSError:
            return False
        return True

    def _kill_group(self) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)

    def _fail(self, why: str) -> None:
        self._broken = self._broken or why
        self._ready.set()

    def _listen(self) -> None:
        # A worker that is killed closes the connection with a reset; either way it is over.
        with contextlib.suppress(ConnectionResetError), self._control.makefile("rb") as lines:
            for line in lines:
                self._event(json.loads(line))
        self._process.wait()
        self._fail(self._why())
        with self._lock:
            exits, self._exits = self._exits, {}
        for exit_ in exits.values():
            exit_.set(None, None, None)
        self._errors.close()
        self._control.close()

    def _event(self, event: dict[str, Any]) -> None:
        if event["op"] == "ready":
            self.facts = event
            self._ready.set()
        elif event["op"] == "broken":
            self._broken = event["error"]
        elif event["op"] == "exited":
            with self._lock:
                exit_ = self._exits.pop(event["run"], None)
            if exit_ is not None:
                exit_.set(os.waitstatus_to_exitcode(event["status"]), event["over"], event["cpu_s"])
            self.grown = event["grown"]

    def _why(self) -> str:
        """The last line that the worker wrote before it died."""
        if self._broken:
            return self._broken
        try:
            self._errors.seek(0)
            lines = self._errors.read().decode(errors="replace").strip().splitlines()
        except ValueError:  # closed meanwhile by the thread that listens, which has kept why
            return self._broken or "the worker ended"
        return lines[-1] if lines else f"the worker ended with status {self._process.poll()}"


class Exit:
    """How a run ended: `status` is its exit code, negative for a signal, None if its worker went with it.

    `over` names what the run used too much of, if that is why it was ended; `cpu_s` is the processor time
    that it spent, in seconds, if known.
    """

    def __init__(self) -> None:
        self.status: int | None = None
        self.over: str | None = None
        self.cpu_s: float | None = None
        self._event = threading.Event()

    def set(self, status: int | None, over: str | None, cpu_s: float | None) -> None:
        """Record the end."""
        self.status, self.over, self.cpu_s = status, over, cpu_s
        self._event.set()

    def wait(self, timeout: float) -> bool:
        """Wait for the end; False if it did not come within `timeout` seconds."""
        return self._event.wait(timeout)


def environment(home: str, *, gpu: bool) -> dict[str, str]:
    """The scrubbed environment of a worker whose HOME and TMPDIR are `home`."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    if not gpu:
        kept["CUDA_VISIBLE_DEVICES"] = ""
    return {
        **kept,
        "HOME": home,
        "TMPDIR": home,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        **dict.fromkeys(_ONE_THREAD, "1"),
    }
