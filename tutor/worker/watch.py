"""What a run uses, read from /proc: memory by resident pages, since address space says nothing with CUDA."""

from __future__ import annotations

import contextlib
import os
from typing import NamedTuple

_PAGE = os.sysconf("SC_PAGE_SIZE")


class Usage(NamedTuple):
    """Resident bytes and number of processes of a run and all that descends from it."""

    resident: int
    processes: int


def usage(pid: int) -> Usage:
    """Sum over `pid` and its descendants; nothing where there is no /proc."""
    resident, seen = 0, 0
    waiting = [pid]
    while waiting and seen < 10_000:
        current = waiting.pop()
        with contextlib.suppress(OSError, ValueError, IndexError):
            resident += _resident(current)
            seen += 1
            waiting += children_of(current)
    return Usage(resident, seen)


def _resident(pid: int) -> int:
    """Resident pages that no file stands behind: what is shared with a file costs nothing more."""
    with open("/proc/%d/statm" % pid) as file:
        words = file.read().split()
    return (int(words[1]) - int(words[2])) * _PAGE


def children_of(pid: int) -> list[int]:
    """The process ids whose parent is `pid`."""
    found: list[int] = []
    with contextlib.suppress(OSError, ValueError):
        for task in os.listdir("/proc/%d/task" % pid):
            with open("/proc/%d/task/%s/children" % (pid, task)) as file:
                found += [int(word) for word in file.read().split()]
    return found


class Space(NamedTuple):
    """What a folder takes on disk, in bytes, and the number of its entries."""

    size: int
    entries: int


def space(folder: str, most: int = 200_000) -> Space:
    """Sum over all below `folder`; stops counting after `most` entries."""
    size = entries = 0
    waiting = [folder]
    while waiting and entries < most:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as found:
            for entry in found:
                entries += 1
                with contextlib.suppress(OSError):
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
    return Space(size, entries)


def baseline() -> int:
    """This process' own anonymous resident bytes, which every fork of it shares until it writes."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return _resident(os.getpid())
    return 0
