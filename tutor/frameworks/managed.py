"""The managed environments: where they lie, which of them is whole, and which is in use.

An environment is whole once it holds its marker, which is written last. Whatever lies there without one was
left half made, and nothing runs from it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from tutor import paths
from tutor.errors import EnvironmentProblem

MARKER = "dltutor.json"


class Managed(msgspec.Struct, frozen=True, kw_only=True):
    """What the marker of a whole environment says of it; `made` is a moment in UTC, as ISO 8601 writes it."""

    schema: str = "dltutor.environment/1"
    framework: str
    version: str
    device: str
    python_version: str
    packages: int
    bytes_on_disk: int
    made: str


def folder(key: str) -> Path:
    """Return the folder of a framework's managed environment, which need not exist."""
    return paths.environments() / key


def managed_python(key: str) -> Path:
    """Return the interpreter of a framework's managed environment, which need not exist."""
    return interpreter(folder(key))


def interpreter(environment: Path) -> Path:
    """Return where the interpreter of the environment in a folder is."""
    return environment / "Scripts" / "python.exe" if os.name == "nt" else environment / "bin" / "python"


def read(key: str) -> Managed | None:
    """Return what is known of a whole environment; None where there is none, or only half of one."""
    try:
        marked = msgspec.json.decode((folder(key) / MARKER).read_bytes(), type=Managed)
    except (OSError, msgspec.DecodeError):
        return None
    return marked if marked.framework == key else None


def half_made(key: str) -> bool:
    """Say whether something lies there that nothing must run from."""
    return folder(key).exists() and read(key) is None


# --- in use: a shared lock on a file that every environment has -----------------------------------------------

_held: dict[tuple[str, int], BinaryIO] = {}


def hold(key: str) -> bool:
    """Keep the environment from being removed until this process ends; False if it went away meanwhile."""
    import fcntl

    try:
        file = open(folder(key) / "pyvenv.cfg", "rb")  # noqa: SIM115  held until the process ends
    except OSError:
        return False
    name = (key, os.fstat(file.fileno()).st_ino)
    if name in _held:
        file.close()
        return read(key) is not None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:  # it is being removed
        file.close()
        return False
    except OSError:  # a file system without locks: then removal cannot know either
        pass
    _held[name] = file
    return read(key) is not None


@contextlib.contextmanager
def claimed(key: str, title: str) -> Iterator[None]:
    """Have the environment to oneself, so that it can be removed; EnvironmentProblem while something runs from it."""
    import fcntl

    try:
        file = open(folder(key) / "pyvenv.cfg", "r+b")  # noqa: SIM115  closed below
    except OSError:  # not even that was made
        yield
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EnvironmentProblem(
                f"{title}'s environment is in use: another dltutor has a lesson open or a check running in it.",
                "Leave that dltutor, then remove it.",
            ) from None
        except OSError:  # a file system without locks
            pass
        yield
