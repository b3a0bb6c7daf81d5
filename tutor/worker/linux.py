"""The few Linux system calls that confinement needs, by ctypes. Each raises OSError when it is refused."""

from __future__ import annotations

import ctypes
import os
import struct
from typing import Any

NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = 0x00020000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 0x1000, 0x4000, 0x40000
MNT_DETACH = 2
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_ATTR_RDONLY, _ATTR_NOSUID = 1, 2
_PDEATHSIG, _NO_NEW_PRIVS, _CHILD_SUBREAPER = 1, 38, 36
_MOUNT_SETATTR, _LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 442, 444, 445, 446
_CAPABILITY_VERSION_3 = 0x20080522

_libc: Any = None


def _call(name: str, *arguments: Any) -> int:
    global _libc
    if _libc is None:
        _libc = ctypes.CDLL(None, use_errno=True)
    result = int(getattr(_libc, name)(*arguments))
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), name)
    return result


def unshare(flags: int) -> None:
    """Move this process (for NEWPID: its future children) into new namespaces."""
    _call("unshare", flags)


def set_namespace(fd: int, kind: int) -> None:
    """Join the namespace open at `fd`."""
    _call("setns", fd, kind)


def mount(source: str, target: str, kind: str | None, flags: int = 0, options: str = "") -> None:
    """mount(2)."""
    _call(
        "mount",
        os.fsencode(source),
        os.fsencode(target),
        None if kind is None else kind.encode(),
        ctypes.c_ulong(flags),
        options.encode() or None,
    )


def bind(source: str, target: str, *, writable: bool = False) -> None:
    """Show `source` with all below it at `target`, read-only unless `writable`."""
    mount(source, target, None, MS_BIND | MS_REC)
    attributes = struct.pack("QQQQ", _ATTR_NOSUID | (0 if writable else _ATTR_RDONLY), 0, 0, 0)
    buffer = ctypes.create_string_buffer(attributes, len(attributes))
    _call("syscall", _MOUNT_SETATTR, _AT_FDCWD, os.fsencode(target), _AT_RECURSIVE, buffer, len(attributes))


def change_root(root: str) -> None:
    """Make `root`, a mount, the root of the file system; the old one is out of reach afterwards."""
    old = os.path.join(root, ".old")
    os.mkdir(old)
    _call("pivot_root", os.fsencode(root), os.fsencode(old))
    os.chdir("/")
    _call("umount2", b"/.old", MNT_DETACH)
    os.rmdir("/.old")


def die_with_parent() -> None:
    """SIGKILL for this process when the thread that forked it ends."""
    _call("prctl", _PDEATHSIG, 9, 0, 0, 0)


def no_new_privileges() -> None:
    """No program started from here on gains privileges; Landlock needs it too."""
    _call("prctl", _NO_NEW_PRIVS, 1, 0, 0, 0)


def adopt_orphans() -> None:
    """Become the parent of what descendants leave behind, so that it can be ended."""
    _call("prctl", _CHILD_SUBREAPER, 1, 0, 0, 0)


def drop_capabilities() -> None:
    """Give up every capability, those within a user namespace of one's own too."""
    header = struct.pack("Ii", _CAPABILITY_VERSION_3, 0)
    _call("capset", ctypes.create_string_buffer(header, len(header)), ctypes.create_string_buffer(24))


def landlock_abi() -> int:
    """The version of Landlock that the kernel offers; 0 if none."""
    try:
        return _call("syscall", _LANDLOCK_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    except OSError:
        return 0


def landlock_ruleset(files: int, network: int, scopes: int, abi: int) -> int:
    """A new ruleset (a descriptor) that handles these rights; all of them are denied until allowed."""
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    attributes = ctypes.create_string_buffer(struct.pack("QQQ", files, network, scopes), 24)
    return _call("syscall", _LANDLOCK_CREATE, attributes, ctypes.c_size_t(size), ctypes.c_uint32(0))


def landlock_allow(ruleset: int, path: str, rights: int) -> None:
    """Allow `rights` on `path` and all below it; rights that a file cannot have are left out for one."""
    fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, fd), 12)
        _call("syscall", _LANDLOCK_ADD, ruleset, 1, rule, 0)
    finally:
        os.close(fd)


def landlock_restrict(ruleset: int) -> None:
    """Put this process and all that it starts under the ruleset, for good."""
    _call("syscall", _LANDLOCK_RESTRICT, ruleset, 0)
