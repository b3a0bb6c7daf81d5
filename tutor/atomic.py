"""Files replaced in one step, so that a crash leaves the old content or the new, never half."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from tutor.errors import DataProblem


def write(file: Path, content: bytes, durable: bool = True) -> None:
    """Replace `file` by `content` in one step; if `durable`, it is on the disk when this returns."""
    temporary = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        os.replace(temporary, file)
        if durable:
            _sync_folder(file.parent)
    except OSError as problem:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise DataProblem(
            f"{file} cannot be written: {problem.strerror}.",
            "Free some space, or make the folder writable, or name another in DLTUTOR_HOME.",
        ) from None


def _sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system lets a folder be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
