"""Where a set-up keeps what it needs: beside the environments, so that all of it is on one file system."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from tutor import paths
from tutor.frameworks import managed


def work(framework: str) -> Path:
    """The folder of a set-up at work; what is left in it after a crash, the next one goes on with."""
    return paths.environments() / f".setup-{framework}"


def scratch(framework: str) -> Path:
    """Where pip unpacks and downloads: on the disk that the environment is on, and cleared with it."""
    return work(framework) / "tmp"


def wheels(framework: str) -> Path:
    """Downloads that arrived, kept until the environment is whole."""
    return work(framework) / "wheels"


def asked(framework: str) -> Path:
    """The file that says for which device the set-up at work is."""
    return work(framework) / "device"


def constraints(framework: str) -> Path:
    """The file that leads pip to the kept downloads."""
    return work(framework) / "constraints.txt"


def report(framework: str) -> Path:
    """Where pip writes what it installed."""
    return work(framework) / "report.json"


def lock(framework: str) -> Path:
    """The file that one set-up or removal at a time has locked; never deleted."""
    return paths.environments() / f".{framework}.lock"


def log(framework: str) -> Path:
    """A new file for the output of a set-up."""
    name = f"{framework}-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}"
    folder = paths.environments() / "logs"
    return next(file for n in range(1000) if not (file := folder / f"{name}{f'-{n}' if n else ''}.log").exists())


def clear(folder: Path) -> None:
    """Delete a folder that may be half made. Renamed first, so that a crash in the middle leaves nothing in its place.

    Raises OSError if something in it cannot be deleted.
    """
    if not folder.exists():
        return
    doomed = folder.with_name(f".removed-{folder.name.lstrip('.')}-{os.getpid()}-{time.monotonic_ns()}")
    folder.rename(doomed)
    shutil.rmtree(doomed)


def sweep(framework: str) -> None:
    """Delete what an interrupted removal left."""
    for doomed in paths.environments().glob(f".removed-*{framework}-*"):
        shutil.rmtree(doomed, ignore_errors=True)


def size(folder: Path) -> int:
    """Return the bytes of all files below a folder; links are not followed."""
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(where, name)).st_size
            except OSError:  # gone meanwhile
                continue
    return total


def distributions(framework: str) -> int:
    """Return how many packages an environment has by now, pip among them."""
    count = 0
    for folder in managed.folder(framework).glob("lib/python*/site-packages"):
        count += sum(name.endswith(".dist-info") for name in os.listdir(folder))
    return count
