"""A consistent copy of the log, made while tutors go on writing to it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from progress.errors import ProgressError, from_system, translated
from progress.store import Log


class NothingToBackUp(ProgressError):
    """There is no log yet."""

    title = "There is nothing to back up"


class BackupExists(ProgressError):
    """A file of that name is there, and may be the only good copy."""

    title = "The backup would overwrite a file"


def backup(log: Log, to: Path) -> int:
    """Copy the log to the new file `to`, durable and whole or not at all; return the number of its last event.

    Raises NothingToBackUp, BackupExists, UnwritableLog (about `to`) or what reading the log raises.
    """
    if to.exists():
        raise BackupExists(f"{to} exists.", "Choose another name, or move that file away.")
    unfinished = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        with log.reader() as source:
            if source is None:
                raise NothingToBackUp(f"No progress has been recorded at {log.path}.", "Complete a task first.")
            os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            with translated(to), closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing pending beside it
                (last,) = copy.execute("SELECT head_seq FROM log").fetchone()
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        os.link(unfinished, to)  # unlike a rename, this never replaces what has appeared there meanwhile
    except FileExistsError as error:
        raise BackupExists(f"{to} exists.", "Choose another name, or move that file away.") from error
    except OSError as error:
        raise from_system(error, to) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return int(last)
