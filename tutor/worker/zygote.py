"""The zygote: imports a framework once, then forks a confined child for every run.

It runs no op and touches no device, since a fork after either would hang or break the child. Over its
control socket come JSON lines with file descriptors attached; it answers with JSON lines:

    -> {"op": "run", "run": id, ...}  with [connection, output, trace]     <- {"op": "forked", "run", "pid"}
    -> {"op": "kill", "run": id}                                           <- {"op": "exited", "run", "status"}
    -> {"op": "where", "run": id}   the run writes where it is to its trace descriptor

With `--once` there is no fork: the process itself becomes the run. That is the standby (started ahead)
and the cold start, for platforms and devices that a fork does not suit.
"""

from __future__ import annotations

import argparse
import array
import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import time
from typing import Any

DESCRIPTORS = 3


def main(argv: list[str]) -> None:
    """Serve the control socket until it closes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--framework", required=True)
    parser.add_argument("--control", type=int, required=True)
    parser.add_argument("--path", action="append", default=[])
    parser.add_argument("--once", action="store_true")
    options = parser.parse_args(argv)
    sys.path[:0] = options.path
    control = socket.socket(fileno=options.control)
    os.set_inheritable(options.control, False)
    Zygote(control, options.framework, options.once).serve()


class Zygote:
    """One framework, imported; `runs` maps the process id of each child to its run's id."""

    def __init__(self, control: socket.socket, framework: str, once: bool) -> None:
        self.control, self.framework, self.once = control, framework, once
        self.runs: dict[int, str] = {}

    def serve(self) -> None:
        """Import, say so, and answer requests; end everything when the tutor is gone."""
        from . import confine

        confine.adopt_orphans()
        self._import()
        wake, waker = os.pipe()
        os.set_blocking(wake, False)
        os.set_blocking(waker, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        self._own = [wake, waker, self.control.fileno()]
        while True:
            ready, _, _ = select.select([self.control.fileno(), wake], [], [])
            if wake in ready:
                self._drain(wake)
                self._reap()
            if self.control.fileno() in ready and not self._request():
                break
        for pid in list(self.runs):
            self._kill(pid)
        os._exit(0)

    def _import(self) -> None:
        start = time.perf_counter()
        try:
            from .adapters import adapter

            self.adapter = adapter(self.framework)
            version = self.adapter.preload()
        except BaseException as error:  # noqa: BLE001  whatever stops an import is told to the tutor
            self._say({"op": "broken", "error": "%s: %s" % (type(error).__name__, error)})
            os._exit(1)
        gc.collect()
        if not self.once:
            gc.freeze()
        self._say(
            {
                "op": "ready",
                "version": version,
                "python": "%d.%d.%d" % sys.version_info[:3],
                "pid": os.getpid(),
                "import_s": time.perf_counter() - start,
            }
        )

    def _say(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):  # the tutor is gone; the next read says so too
            self.control.sendall(json.dumps(message).encode() + b"\n")

    def _request(self) -> bool:
        """Take one request; False when the tutor has closed the socket."""
        fds = array.array("i")
        try:
            data, ancillary, _, _ = self.control.recvmsg(65536, socket.CMSG_SPACE(DESCRIPTORS * fds.itemsize))
        except OSError:
            return False
        for level, kind, payload in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                fds.frombytes(payload[: len(payload) - len(payload) % fds.itemsize])
        if not data:
            return False
        for line in data.splitlines():  # at most one of them, the last, came with descriptors
            request = json.loads(line.decode())
            if request["op"] == "run":
                self._run(request, list(fds))
            for pid in [pid for pid, run in self.runs.items() if run == request["run"]]:
                if request["op"] == "kill":
                    self._kill(pid)
                elif request["op"] == "where":
                    _signal(pid, signal.SIGUSR1)
        return True

    def _run(self, request: dict[str, Any], fds: list[int]) -> None:
        pid = 0 if self.once else os.fork()
        if pid == 0:
            become_run(self.adapter, request, fds, self._own, forked=not self.once)
        self.runs[pid] = request["run"]
        for fd in fds:
            os.close(fd)
        self._say({"op": "forked", "run": request["run"], "pid": pid})

    def _reap(self) -> None:
        from .confine import children_of

        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if pid == 0:
                break
            run = self.runs.pop(pid, None)
            if run is None:
                continue
            self._group(pid)
            if not self.runs:  # what is left below this process are orphans of runs that are over
                for orphan in children_of(os.getpid()):
                    _signal(orphan)
            self._say({"op": "exited", "run": run, "status": status})

    def _kill(self, pid: int) -> None:
        self._group(pid)
        _signal(pid)

    def _group(self, pid: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)

    def _drain(self, wake: int) -> None:
        try:
            while os.read(wake, 512):
                pass
        except BlockingIOError:
            pass


def _signal(pid: int, number: int = signal.SIGKILL) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def become_run(adapter: Any, request: dict[str, Any], fds: list[int], own: list[int], forked: bool) -> None:
    """Turn this process into the run: its own session, its own files, then serve. Never returns."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if forked:
            os.setsid()  # a process of its own was started as the leader of its session
        for fd in own:
            os.close(fd)
        conn, output, trace = fds
        redirect(output)
        import faulthandler

        faulthandler.register(signal.SIGUSR1, file=trace, all_threads=True)
        os.chdir(request["scratch"])
        os.environ.update(HOME=request["scratch"], TMPDIR=request["scratch"])
        import random
        import tempfile

        import numpy as np

        from .confine import confine
        from .server import Server

        tempfile.tempdir = request["scratch"]
        sys.path.insert(0, request["scratch"])
        seed = int(request["seed"])
        random.seed(seed)
        np.random.seed(seed % 2**32)
        level = confine(request, forked)
        adapter.begin(request["device"], seed)
        server = Server(socket.socket(fileno=conn), adapter)
        server.hello({"confinement": level})
        server.serve()
        code = 0
    finally:
        os._exit(code)


def redirect(output: int) -> None:
    """Make `output` this process' standard output and error, and nothing its standard input."""
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(null)
    os.close(output)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
