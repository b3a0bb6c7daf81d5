"""Messages that carry file descriptors, and signals to processes that may be gone."""

from __future__ import annotations

import array
import contextlib
import os
import signal
import socket
from typing import Sequence

LIMIT = 65536  # bytes of a message


def send_with_fds(sock: socket.socket, message: bytes, fds: Sequence[int]) -> None:
    """Send bytes and descriptors in one message."""
    payload = array.array("i", fds).tobytes()
    sock.sendmsg([message], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, payload)])


def receive_with_fds(sock: socket.socket) -> tuple[bytes, list[int]]:
    """Receive bytes with the descriptors that came along; no bytes mean that the other side is gone."""
    fds = array.array("i")
    try:
        data, ancillary, _, _ = sock.recvmsg(LIMIT, socket.CMSG_SPACE(8 * fds.itemsize))
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
