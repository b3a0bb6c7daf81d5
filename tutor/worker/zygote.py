"""The zygote: one small supervisor per framework that starts, watches and ends runs.

`fork` mode imports the framework once and forks a confined child for every run. The zygote runs no op and
touches no device: a fork after either would hang or break the child. `standby` mode, for devices and
platforms that a fork after imports does not suit, forks first and imports in the child, so that a process
with the framework imported stands ready, is used once, and is replaced.

Over the control socket come JSON lines, a run's with three descriptors; it answers with JSON lines:

    -> {"op": "run", "run": id, …} with [connection, output, trace]
    -> {"op": "kill", "run": id}
    -> {"op": "where", "run": id}           the run writes where it is to its trace descriptor
    <- {"op": "ready", "version": …, …}     or {"op": "broken", "error": …}
    <- {"op": "exited", "run": id, "status": …, "over": …, …}
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import select
import signal
import socket
import sys
import time
from typing import Any

from .confine import MAX_FILES, MAX_PROCESSES, Confinement
from .descriptors import end, receive_with_fds, send_signal
from .sources import Forking, Source, Standby
from .watch import baseline, children_of, space, usage

WATCH_S, DISK_WATCH_S = 0.05, 0.5


def main(argv: list[str]) -> None:
    """Serve the control socket until it closes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--framework", required=True)
    parser.add_argument("--control", type=int, required=True)
    parser.add_argument("--mode", choices=("fork", "standby"), default="fork")
    parser.add_argument("--gpu", action="store_true")
    parser.add_argument("--path", action="append", default=[])
    parser.add_argument("--checkout", default="")
    parser.add_argument("--hide", action="append", default=[])
    parser.add_argument("--without", action="append", default=[])
    options = parser.parse_args(argv)
    sys.path[:0] = options.path
    os.set_inheritable(options.control, False)
    here = os.path.dirname(os.path.abspath(__file__))
    extra = [here, *options.path, *([options.checkout] if options.checkout else [])]
    confinement = Confinement(extra, options.hide, options.gpu, options.without)
    confinement.enter()
    control = socket.socket(fileno=options.control)
    kind = Forking if options.mode == "fork" else Standby
    Zygote(control, kind(Source(options.framework, options.checkout), confinement)).serve()


class Zygote:
    """The supervisor's loop. `runs` maps process ids to run ids; `overs` tells why a run was ended here."""

    def __init__(self, control: socket.socket, source: Any) -> None:
        self.control, self.source = control, source
        self.runs: dict[int, dict[str, Any]] = {}
        self.overs: dict[int, str] = {}
        self.size = 0

    def serve(self) -> None:
        """Import, say so, answer requests, watch runs; end everything when the tutor is gone."""
        wake, waker = os.pipe()
        os.set_blocking(wake, False)
        os.set_blocking(waker, False)
        facts = self.source.prepare([wake, waker, self.control.fileno()])
        facts.update(confinement=self.source.confinement.level, open=self.source.confinement.open)
        self._say(facts)
        if facts["op"] == "broken":
            os._exit(1)
        self.size = baseline()
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        descriptors = [self.control.fileno(), wake]
        while True:
            ready, _, _ = select.select(descriptors, [], [], WATCH_S if self.runs else None)
            if wake in ready:
                drain(wake)
                self._reap()
            if self.control.fileno() in ready and not self._request():
                break
            self._watch()
        for pid in children_of(os.getpid()) or list(self.runs):
            end(pid)
        os._exit(0)

    def _say(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):  # the tutor is gone; the next read says so too
            self.control.sendall(json.dumps(message).encode() + b"\n")

    def _request(self) -> bool:
        """Take requests; False when the tutor has closed the socket."""
        data, fds = receive_with_fds(self.control)
        for line in data.splitlines():  # at most one of them, the last, came with descriptors
            request = json.loads(line.decode())
            if request["op"] == "run":
                pid = self.source.begin(request, fds)
                self.runs[pid] = request
                for fd in fds:
                    os.close(fd)
                continue
            for pid in [pid for pid, run in self.runs.items() if run["run"] == request["run"]]:
                if request["op"] == "kill":
                    end(pid)
                elif request["op"] == "where":
                    send_signal(pid, signal.SIGUSR1)
        return bool(data)

    def _reap(self) -> None:
        while True:
            try:
                pid, status, spent = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if pid == 0:
                break
            run = self.runs.pop(pid, None)
            if run is not None:
                end(pid)  # what is left of its group
                self._end_orphans()
                facts = {"status": status, "over": self.overs.pop(pid, None), "grown": baseline() - self.size}
                self._say({"op": "exited", "run": run["run"], "cpu_s": spent.ru_utime + spent.ru_stime, **facts})
            self.source.over(pid)

    def _end_orphans(self) -> None:
        """End what runs that are over have left to this process (none where runs have namespaces)."""
        if self.runs:
            return
        standby = getattr(self.source, "_child", 0)
        for orphan in children_of(os.getpid()):
            if orphan != standby:
                end(orphan)

    def _watch(self) -> None:
        for pid, run in self.runs.items():
            used = usage(pid)
            over = None
            if used.resident - used.processes * self.source.baseline > run["memory_bytes"]:
                over = "memory"
            elif used.processes > MAX_PROCESSES:
                over = "processes"
            elif not self.source.confinement.namespaces and self._fills(run):
                over = "disk"
            if over is not None:
                self.overs.setdefault(pid, over)
                end(pid)


    def _fills(self, run: dict[str, Any]) -> bool:
        """Whether a run without a sized scratch memory of its own took too much disk; asked now and then."""
        now = time.monotonic()
        if now - run.setdefault("asked", now) < DISK_WATCH_S:
            return False
        run["asked"] = now
        used = space(run["scratch"])
        return used.size > run["disk_bytes"] or used.entries > MAX_FILES


def drain(wake: int) -> None:
    """Empty the pipe that signals write to."""
    with contextlib.suppress(BlockingIOError):
        while os.read(wake, 512):
            pass
