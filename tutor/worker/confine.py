"""What a run may do, set by the run itself right after the fork, before the learner's file loads."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from typing import Any

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS, _PR_SET_CHILD_SUBREAPER = 1, 4, 38, 36


def confine(request: dict[str, Any], forked: bool) -> str:
    """Confine this process as far as the platform allows and return the level reached."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    seconds = int((request["limit_s"] + 30) * (os.cpu_count() or 1))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))  # the last resort, should the tutor be gone
    if not sys.platform.startswith("linux"):
        return "process"
    libc = ctypes.CDLL(None, use_errno=True)
    if forked:  # it fires when the parent's thread ends, and only a zygote's thread is sure to stay
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return "process"


def adopt_orphans() -> None:
    """Let the zygote become the parent of what a run leaves behind, so that it can end it."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children_of(pid: int) -> list[int]:
    """Return the process ids whose parent is `pid` (empty where there is no /proc)."""
    found = []
    try:
        for task in os.listdir("/proc/%d/task" % pid):
            with open("/proc/%d/task/%s/children" % (pid, task)) as file:
                found += [int(word) for word in file.read().split()]
    except (OSError, ValueError):
        pass
    return found
