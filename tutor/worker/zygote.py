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
import array
import contextlib
import faulthandler
import gc
import json
import os
import random
import select
import signal
import socket
import sys
import tempfile
import time
from typing import Any, NamedTuple

from .confine import MAX_FILES, MAX_PROCESSES, Confinement
from .watch import baseline, children_of, space, usage

WATCH_S, DISK_WATCH_S = 0.05, 0.5
_LIMIT = 65536


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


class Source(NamedTuple):
    """What to import: a framework, out of the user's own `checkout` if one is named."""

    framework: str
    checkout: str


def imported(source: Source) -> tuple[Any, dict[str, Any]]:
    """Import a framework; return its adapter and what to say of it, or None and why it failed."""
    start = time.perf_counter()
    try:
        import numpy.random  # noqa: F401  NumPy imports it lazily, a run should find it there

        from .adapters import adapter
        from .server import Server  # noqa: F401  likewise

        made = adapter(source.framework)
        version = made.preload(source.checkout)
    except BaseException as error:  # noqa: BLE001  whatever stops an import is told to the tutor
        return None, {"op": "broken", "error": "%s: %s" % (type(error).__name__, error)}
    gc.collect()
    facts = {"op": "ready", "version": version, "python": "%d.%d.%d" % sys.version_info[:3]}
    facts["implementation"] = made.implementation
    return made, dict(facts, import_s=time.perf_counter() - start)


class Forking:
    """Imports once; every run is a fork."""

    def __init__(self, source: Source, confinement: Confinement) -> None:
        self.source, self.confinement = source, confinement
        self.baseline = 0

    def prepare(self, own: list[int]) -> dict[str, Any] | None:
        """Import; return what to say of it."""
        self._own = own
        self._adapter, facts = imported(self.source)
        gc.freeze()
        self.baseline = baseline()
        return facts

    def begin(self, request: dict[str, Any], fds: list[int]) -> int:
        """Fork a run and return its process id."""
        pid = self.confinement.fork()
        if pid == 0:
            leave(self._own)
            become_run(self._adapter, self.confinement, request, fds)
        return pid

    def over(self, pid: int) -> None:
        """Nothing to replace."""


class Standby:
    """Forks first; the child imports, waits for its one run, and is replaced when that is over."""

    def __init__(self, source: Source, confinement: Confinement) -> None:
        self.source, self.confinement = source, confinement
        self.baseline = 0
        self._links: dict[int, socket.socket] = {}

    def prepare(self, own: list[int]) -> dict[str, Any] | None:
        """Start a child and wait for what it says of its import."""
        self._own = own
        self._start()
        self._link.settimeout(None)
        said = self._link.recv(_LIMIT)
        return dict(json.loads(said.decode())) if said else {"op": "broken", "error": "the import ended the process"}

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        pid = self.confinement.fork()
        if pid == 0:
            leave(self._own)
            ours.close()
            self._wait(theirs)
        theirs.close()
        self._link, self._child = ours, pid
        self._links[pid] = ours  # open until the child is over: closing it early could lose the request

    def _wait(self, link: socket.socket) -> None:
        made, facts = imported(self.source)
        link.sendall(json.dumps(facts).encode())
        data, fds = receive_with_fds(link)
        link.close()
        if made is None or not data:
            os._exit(1)
        become_run(made, self.confinement, json.loads(data.decode()), fds)

    def begin(self, request: dict[str, Any], fds: list[int]) -> int:
        """Hand the run to the child that stands by (one that still imports takes it when it is done)."""
        payload = array.array("i", fds).tobytes()
        with contextlib.suppress(OSError):  # a child that died is told as a run that ended
            self._link.sendmsg([json.dumps(request).encode()], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, payload)])
        pid, self._child = self._child, 0
        return pid

    def over(self, pid: int) -> None:
        """Replace what was used up."""
        link = self._links.pop(pid, None)
        if link is not None:
            link.close()
        if self._child in (0, pid):
            self._start()


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


def receive_with_fds(sock: socket.socket) -> tuple[bytes, list[int]]:
    """Receive bytes with the descriptors that came along; no bytes mean that the other side is gone."""
    fds = array.array("i")
    try:
        data, ancillary, _, _ = sock.recvmsg(_LIMIT, socket.CMSG_SPACE(8 * fds.itemsize))
    except OSError:
        return b"", []
    for level, kind, payload in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            fds.frombytes(payload[: len(payload) - len(payload) % fds.itemsize])
    return data, list(fds)


def end(pid: int) -> None:
    """SIGKILL for a run's group and itself."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    send_signal(pid, signal.SIGKILL)


def send_signal(pid: int, number: int) -> None:
    """Send a signal to a process that may be gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def drain(wake: int) -> None:
    """Empty the pipe that signals write to."""
    with contextlib.suppress(BlockingIOError):
        while os.read(wake, 512):
            pass


def leave(own: list[int]) -> None:
    """In a child: a session of its own, without the supervisor's descriptors and signals."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    for fd in own:
        os.close(fd)


def become_run(adapter: Any, confinement: Confinement, request: dict[str, Any], fds: list[int]) -> None:
    """Turn this process into the run: its own files, confined, then serve. Never returns."""
    code = 1
    try:
        conn, output, trace = fds
        redirect(output)
        from .server import Server

        faulthandler.register(signal.SIGUSR1, file=trace, all_threads=True)
        scratch = confinement.confine(request)
        os.chdir(scratch)
        os.environ.update(HOME=scratch, TMPDIR=scratch, DLTUTOR_DEVICE=request["device"])
        tempfile.tempdir = scratch
        sys.path.insert(0, scratch)
        seed = int(request["seed"])
        random.seed(seed)
        adapter.begin(request["device"], seed)
        server = Server(socket.socket(fileno=conn), adapter, scratch)
        server.hello({"confinement": confinement.level})
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
