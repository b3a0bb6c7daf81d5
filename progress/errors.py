"""What can go wrong with the learner's progress data: each error has a title, a message and a remedy.

`progress` imports nothing of `tutor`; the command line turns these into exit code 4 by their attributes.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class ProgressError(Exception):
    """A problem with the progress data that the learner can act on.

    `title` is a short headline, `message` says what happened and where, `remedy` what to do about it.
    """

    title = "The progress data has a problem"
    exit_code = 4

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UnwritableLog(ProgressError):
    """The log cannot be written: a read-only place, a full disk, a failing device. Nothing was lost."""

    title = "Progress cannot be saved"


class CorruptedLog(ProgressError):
    """The file is there and is not a readable log. It is kept as it is and never replaced by an empty one."""

    title = "The progress database cannot be read"


class NewerLog(ProgressError):
    """A later release of dltutor wrote this log; this one would misread it."""

    title = "The progress database is from a newer dltutor"


class LockedLog(ProgressError):
    """Another program held the log for longer than we wait."""

    title = "The progress database is in use"


class BadExport(ProgressError):
    """A file given to `import` is not one of ours, or was cut short or changed."""

    title = "This export cannot be imported"


def unwritable(path: Path, why: str) -> UnwritableLog:
    """Say that nothing can be written at `path`, and why."""
    return UnwritableLog(
        f"{path} cannot be written: {why}. Everything saved before is still there.",
        "Free some space or make the folder writable, or set DLTUTOR_HOME to a folder of yours.",
    )


def corrupted(path: Path, why: str) -> CorruptedLog:
    """Say that the file at `path` is damaged or not ours, and that it has been left alone."""
    return CorruptedLog(
        f"{path} is not a readable progress database: {why}. The file was left exactly as it is.",
        f"Restore a backup to that name, or move the file away yourself (mv '{path}' '{path}.damaged') "
        "and dltutor begins a new log beside it.",
    )


def newer(path: Path, found: int, known: int) -> NewerLog:
    """Say that the database at `path` has version `found` while this program knows up to `known`."""
    return NewerLog(
        f"{path} has version {found}; this dltutor reads versions up to {known}.",
        "Update dltutor, or set DLTUTOR_HOME to another folder to use this version beside it.",
    )


def from_sqlite(error: sqlite3.Error, path: Path) -> ProgressError | None:
    """Translate what SQLite reports about `path`; None where it is a mistake of ours and must surface."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    match code & 0xFF:  # the low byte is the primary result code
        case sqlite3.SQLITE_FULL:
            return unwritable(path, "the disk (or quota) is full")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return unwritable(path, "the file or its folder is read-only or cannot be opened")
        case sqlite3.SQLITE_IOERR:
            return unwritable(path, f"the system reported a disk error ({error.sqlite_errorname})")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return corrupted(path, str(error))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LockedLog(
                f"{path} stayed locked by another program.",
                "Close the other program that holds it (a backup, a database browser) and try again.",
            )
    return None


def from_system(error: OSError, path: Path) -> UnwritableLog:
    """Translate the system's refusal to make or open `path`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return unwritable(path, "the disk (or quota) is full")
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return unwritable(path, "a part of that path is a file and not a folder")
    return unwritable(path, str(error.strerror))


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise the errors of SQLite about `path` as those of this module; all others pass as they are."""
    try:
        yield
    except sqlite3.Error as error:
        known = from_sqlite(error, path)
        if known is None:
            raise
        raise known from error
