"""Where runs come from: a process that has imported the framework and forks, or one that stands by."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import socket
import sys
import time
from typing import Any, NamedTuple

from .become import become_run, leave
from .confine import Confinement
from .descriptors import LIMIT, receive_with_fds, send_with_fds
from .watch import baseline


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
        said = self._link.recv(LIMIT)
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
        with contextlib.suppress(OSError):  # a child that died is told as a run that ended
            send_with_fds(self._link, json.dumps(request).encode(), fds)
        pid, self._child = self._child, 0
        return pid

    def over(self, pid: int) -> None:
        """Replace what was used up."""
        link = self._links.pop(pid, None)
        if link is not None:
            link.close()
        if self._child in (0, pid):
            self._start()
