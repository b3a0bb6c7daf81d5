"""Confinement of a worker and its runs: as many layers as this machine allows, and an honest name for them.

The worker enters its view before the framework is imported; each run adds its own layers right after the
fork, before the learner's file loads. What a platform lacks is left out, and `Confinement.open` says so.
"""

from __future__ import annotations

import contextlib
import os
import resource
import sys
from typing import Any, Sequence

LINUX = sys.platform.startswith("linux")
_PROC = ("cpuinfo", "meminfo", "stat", "filesystems", "version", "sys", "driver")  # not the other processes
MAX_FILES = 100_000  # in a run's scratch folder
MAX_PROCESSES = 1024  # of a run; frameworks start a few threads per core


class Confinement:
    """The layers of one worker. `forced_off` names layers to leave out: "namespaces", "landlock"."""

    def __init__(self, extra: Sequence[str], hidden: Sequence[str], gpu: bool, forced_off: Sequence[str]) -> None:
        self._hidden = [os.path.realpath(h) for h in hidden]
        self._extra = [os.path.realpath(e) for e in extra]
        self._gpu = gpu
        self._off = forced_off
        self.namespaces = False
        self.abi = 0
        self._own_processes: int | None = None

    def enter(self) -> None:
        """Before the framework is imported, while this process has one thread."""
        if not LINUX:
            return
        from . import linux, view
        from .landlock import Rules

        linux.adopt_orphans()
        paths = view.readable(self._extra, self._hidden)
        self._room = view.room(paths)
        if "namespaces" not in self._off and allowed(lambda: self._view(paths)):
            self._view(paths)
            self.namespaces = True
            self._own_processes = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        self._rules = Rules()
        if "landlock" not in self._off:
            self.abi = self._rules.abi
        if self.namespaces:
            self._rules.read("/")
        elif self.abi:
            for path in paths:
                self._rules.read(os.path.realpath(path), self._hidden)
            for name in _PROC:
                self._rules.read("/proc/" + name)

    def _view(self, paths: Sequence[str]) -> None:
        from . import view

        if not view.enter_namespaces():
            raise OSError("namespaces are not allowed")
        view.build(paths, self._hidden, gpu=self._gpu)

    def fork(self) -> int:
        """os.fork() into a process namespace of its own where there are any."""
        if self._own_processes is None:
            return os.fork()
        from . import linux

        linux.unshare(linux.NEWPID)
        pid = -1
        try:
            pid = os.fork()
        finally:
            if pid != 0:
                linux.set_namespace(self._own_processes, linux.NEWPID)
        return pid

    def confine(self, request: dict[str, Any]) -> str:
        """Confine this process, a run, for good; return the scratch folder that it may write to."""
        scratch = str(request["scratch"])
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        seconds = int((request["limit_s"] + 30) * (os.cpu_count() or 1))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))  # the last resort, should the tutor be gone
        if not LINUX:
            return scratch
        from . import linux

        linux.die_with_parent()
        if self.namespaces:
            scratch = self._own_room(request)
            linux.drop_capabilities()
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, (request["disk_bytes"], request["disk_bytes"]))
        linux.no_new_privileges()
        if self.abi:
            if not self.namespaces:
                self._rules.read("/proc/%d" % os.getpid())
            self._rules.restrict([scratch, "/dev/shm"], ["/dev"] if self.namespaces else self._device_files())
        return scratch

    def _own_room(self, request: dict[str, Any]) -> str:
        from . import linux

        linux.unshare(linux.NEWNS)
        flags = linux.MS_NOSUID | linux.MS_NODEV
        options = "size=%d,nr_inodes=%d,mode=1777" % (request["disk_bytes"], MAX_FILES)
        linux.mount("tmpfs", self._room, "tmpfs", flags, options)
        linux.mount("tmpfs", "/dev/shm", "tmpfs", flags, options)
        linux.mount("proc", "/proc", "proc", flags | linux.MS_NOEXEC)
        # Since Linux 6.14 a process namespace has a limit of its own; before, the watch alone counts.
        with contextlib.suppress(OSError), open("/proc/sys/kernel/pid_max", "w") as file:
            file.write(str(MAX_PROCESSES))
        return self._room

    def _device_files(self) -> list[str]:
        names = ["null", "zero", "full", "random", "urandom"]
        if self._gpu:
            names += [n for n in os.listdir("/dev") if n.startswith("nvidia")]
        return ["/dev/" + name for name in names]

    @property
    def level(self) -> str:
        """The layers reached, strongest first: full, namespaces, landlock or process."""
        if self.namespaces:
            return "full" if self.abi else "namespaces"
        return "landlock" if self.abi else "process"

    @property
    def open(self) -> list[str]:
        """What the missing layers leave open, in words."""
        if self.namespaces:
            return []
        found = ["UDP", "Unix sockets by path", "seeing other processes", "surviving as an orphan until the run ends"]
        if self.abi < 6:
            found += ["signals to the user's processes", "abstract Unix sockets"]
        if self.abi < 4:
            found.append("TCP")
        if not self.abi:
            found.append("files of the user")
        return found


def allowed(attempt: Any) -> bool:
    """Try something in a child that is thrown away; whether it succeeded there."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            attempt()
            code = 0
        except OSError:
            pass
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    return status == 0
