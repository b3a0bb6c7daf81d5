"""How a forked process becomes a run: its own session, its own files, confined; then it serves the judge."""

from __future__ import annotations

import faulthandler
import os
import random
import signal
import socket
import sys
import tempfile
from typing import Any

from .confine import Confinement


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
