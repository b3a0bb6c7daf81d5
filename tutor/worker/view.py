"""A worker's own view of the machine: namespaces, and a file system with the framework in it and little else.

Entered once, before the framework is imported. Everything shown is read-only; the tutor, its lessons and
the learner's data are not there. Each run then gets a process namespace and a scratch memory of its own.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from typing import NoReturn, Sequence

from . import linux

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix", "/sys/devices")
_SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives")
_DEVICES = ("null", "zero", "full", "random", "urandom")
SCRATCH = "/scratch"  # where a run writes if /tmp is taken by what it reads: an environment below /tmp
_GPU_PREFIXES = ("nvidia",)


def readable(extra: Sequence[str], hidden: Sequence[str]) -> list[str]:
    """The folders that a worker reads: the system's, the interpreter's, its `sys.path`, and `extra`.

    A `sys.path` entry that contains something hidden (a checkout that is installed editable) is left out.
    """
    own = [sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(os.path.realpath(sys.executable))]
    libraries = os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)
    inside = [os.path.realpath(p) for p in (*SYSTEM, *own)]
    further = [
        p
        for p in sys.path
        if _within(os.path.realpath(p), inside) or not any(_within(h, [os.path.realpath(p)]) for h in hidden)
    ]
    found: list[str] = []
    for path in (*SYSTEM, *_SYSTEM_FILES, *own, *libraries, *further, *extra):
        if path and os.path.isabs(path) and os.path.exists(path):
            found += [p for p in (path, os.path.realpath(path)) if p not in found]
    found.sort(key=len)
    kept: list[str] = []
    for path in found:  # what lies below a kept folder is there already, unless it will be hidden with its folder
        if not _within(path, kept) or _within(path, hidden):
            kept.append(path)
    return kept


def room(paths: Sequence[str]) -> str:
    """Where a run that reads `paths` has its scratch memory: /tmp, unless that would cover some of them."""
    return SCRATCH if any(_within(path, ["/tmp"]) for path in paths) else "/tmp"


def _within(path: str, folders: Sequence[str]) -> bool:
    return any(path == f or path.startswith(f.rstrip("/") + "/") for f in folders)


def enter_namespaces() -> bool:
    """Move into new user, mount, process, network and IPC namespaces; False where that is not allowed.

    The process that returns True is a child, the first of its namespace; the caller waits behind it.
    """
    uid, gid = os.getuid(), os.getgid()
    try:
        linux.unshare(
            linux.NEWUSER | linux.NEWNS | linux.NEWPID | linux.NEWNET | linux.NEWIPC | linux.NEWUTS
        )
        _write("/proc/self/setgroups", "deny")
        _write("/proc/self/uid_map", "%d %d 1" % (uid, uid))
        _write("/proc/self/gid_map", "%d %d 1" % (gid, gid))
    except OSError:
        return False
    child = os.fork()
    if child:
        _wait_behind(child)
    linux.die_with_parent()
    return True


def _wait_behind(child: int) -> NoReturn:
    _, status = os.waitpid(child, 0)
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)
    os._exit(code)


def build(paths: Sequence[str], hidden: Sequence[str], *, gpu: bool) -> None:
    """Replace the root by one that shows `paths` read-only, without what is `hidden` in them."""
    linux.mount("none", "/", None, linux.MS_REC | linux.MS_PRIVATE)
    root = tempfile.mkdtemp(prefix="view-")
    linux.mount("tmpfs", root, "tmpfs", linux.MS_NOSUID, "size=16m,mode=755")
    for name in ("tmp", "proc", SCRATCH[1:]):
        os.makedirs(root + "/" + name, exist_ok=True)
    linux.mount("tmpfs", root + "/tmp", "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=64m")
    for path in paths:
        _show(path, root)
    covered = [h for h in hidden if os.path.exists(root + h)]
    for path in covered:
        if os.path.isdir(path):
            linux.mount("tmpfs", root + path, "tmpfs", linux.MS_NOSUID, "size=1m,mode=755")
        else:
            linux.bind("/dev/null", root + path)
    for path in paths:  # what is needed out of a hidden folder, such as the worker's own
        if _within(path, covered):
            _show(path, root)
    _devices(root, gpu)
    linux.mount("proc", root + "/proc", "proc", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
    os.makedirs(root + "/etc", exist_ok=True)
    _write(root + "/etc/passwd", "learner:x:%d:%d::/tmp:/bin/sh\n" % (os.getuid(), os.getgid()))
    os.chdir(root)
    linux.change_root(root)


def _show(path: str, root: str) -> None:
    target = root + path
    if os.path.islink(path) and path in SYSTEM:
        os.symlink(os.readlink(path), target)
        return
    if os.path.isdir(path):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if not os.path.exists(target):
            _write(target, "")
    linux.bind(os.path.realpath(path), target)


def _devices(root: str, gpu: bool) -> None:
    os.makedirs(root + "/dev/shm")
    linux.mount("tmpfs", root + "/dev/shm", "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=64m")
    names = list(_DEVICES)
    if gpu:
        names += [n for n in os.listdir("/dev") if n.startswith(_GPU_PREFIXES)]
    for name in names:
        path = "/dev/" + name
        if not os.path.exists(path):
            continue
        if stat.S_ISDIR(os.stat(path).st_mode):
            os.makedirs(root + path, exist_ok=True)
        else:
            _write(root + path, "")
        linux.bind(path, root + path, writable=True)
    for name, number in (("stdin", 0), ("stdout", 1), ("stderr", 2)):
        os.symlink("/proc/self/fd/%d" % number, root + "/dev/" + name)
    os.symlink("/proc/self/fd", root + "/dev/fd")


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)
