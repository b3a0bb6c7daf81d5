"""Following pip by what it prints: which file is under way, how much of it is here, what has arrived."""

from __future__ import annotations

import contextlib
import os
import re
import zipfile
from pathlib import Path

_DOWNLOADING = re.compile(r"^\s*Downloading (?:https?://\S*/)?([^/\s]+?)(?: \(([\d.]+) (\w+)\))?$")
_PROGRESS = re.compile(r"^Progress (\d+) of (\d+)")
_COLLECTING = re.compile(r"^(?:Collecting|Processing|Requirement already satisfied:)\s")
_INSTALLING = re.compile(r"^Installing collected packages: (.*)")
_RETRY = re.compile(r"Attempting to resume")
_UNITS = {"bytes": 1, "kb": 1000, "mb": 1000**2, "gb": 1000**3}


class Reader:
    """Takes pip's lines in and keeps what they say.

    `name`, `done` and `size` are of the file under way, `fetched` bytes over all files, `packages` those that pip
    has begun to look at, `of` how many it installs, once `installing`. Old versions of pip print no progress: then
    a file counts with the size that its line gives, as it begins.
    """

    def __init__(self) -> None:
        self.name = ""
        self.done = self.size = self.fetched = self.packages = self.of = 0
        self.installing = False
        self._stated = 0

    def take(self, line: str) -> None:
        """Take in a line."""
        if found := _PROGRESS.match(line):
            now = int(found[1])
            if self._stated:  # it was counted by the size in its line; from here on it is counted as it comes
                self.fetched, self._stated, self.done = self.fetched - self._stated, 0, 0
            self.fetched += max(0, now - self.done)  # a download that resumes goes on, one that restarts counts anew
            if now < self.done:
                self.fetched += now
            self.done, self.size = now, int(found[2])
        elif found := _DOWNLOADING.match(line):
            size = int(float(found[2]) * _UNITS.get(found[3].lower(), 1)) if found[2] else 0
            self.name, self.done, self.size, self._stated = found[1].removesuffix(".metadata"), 0, size, size
            self.fetched += size
        elif _COLLECTING.match(line):
            self.packages += 1
            self.name, self.done, self.size, self._stated = "", 0, 0, 0
        elif found := _INSTALLING.match(line):
            self.installing, self.of = True, len(found[1].split(","))
            self.name, self.done, self.size = "", 0, 0


def keep(scratch: Path, wheels: Path) -> None:
    """Give the files that pip has downloaded so far a second name, so that they outlive pip's clearing up.

    A file that is still growing is kept too: once it is complete, so is the kept one.
    """
    for folder in _names(scratch, "pip-unpack-", ""):
        for name in _names(scratch / folder, "", ".whl"):
            with contextlib.suppress(OSError):  # there already, or a disk without hard links: then it is fetched again
                os.link(scratch / folder / name, wheels / name)


def _names(folder: Path, begin: str, end: str) -> list[str]:
    """What is in a folder that pip may delete at this moment."""
    try:
        return [name for name in os.listdir(folder) if name.startswith(begin) and name.endswith(end)]
    except OSError:
        return []


def drop_damaged(wheels: Path) -> int:
    """Delete the kept files that did not arrive whole, or are damaged; return how many those were."""
    dropped = 0
    for file in wheels.glob("*.whl"):
        try:
            with zipfile.ZipFile(file) as archive:
                sound = archive.testzip() is None
        except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, ValueError):
            sound = False
        if not sound:
            dropped += 1
            file.unlink(missing_ok=True)
    return dropped


def constraints(wheels: Path) -> list[str]:
    """Return the lines that let pip take a kept file instead of fetching it, if it needs that package at all."""
    return [f"{file.name.split('-')[0].replace('_', '-')} @ {file.as_uri()}" for file in sorted(wheels.glob("*.whl"))]
