"""A user's own checkout of upstream neon, looked at without importing it. Standard library only."""

from __future__ import annotations

import re
from pathlib import Path

REQUIRED = ("h5py", "appdirs", "future", "configargparse", "yaml")
"""Modules without which upstream's core does not import."""

DISTRIBUTIONS = ("h5py", "appdirs", "future", "configargparse", "pyyaml")
"""The distributions that bring them, in the same order."""

OLDEST, NEWEST = (2, 0), (2, 6)


def checkout_version(folder: Path) -> str:
    """Version of the checkout, from setup.py or the top of its ChangeLog; "2.6.0" if neither tells."""
    for name in ("setup.py", "ChangeLog"):
        path = Path(folder) / name
        if path.is_file():
            found = re.search(r"(?<![\d.])(\d+\.\d+\.\d+)\b", path.read_text(encoding="utf-8", errors="replace")[:4000])
            if found and found.group(1)[0] in "12":
                return found.group(1)
    return "2.6.0"


def problem(folder: Path) -> str | None:
    """What keeps `folder` from being a checkout of neon 2.0 to 2.6, in words; None if nothing does."""
    if not folder.is_dir():
        return "%s is not a folder" % folder
    if not (folder / "neon" / "backends" / "nervanacpu.py").is_file():
        return "%s does not hold upstream's package neon (neon/backends/nervanacpu.py)" % folder
    if not any((folder / name).is_file() for name in ("LICENSE", "LICENSE.txt")):
        return "%s has no LICENSE file: it is not a whole checkout" % folder
    version = checkout_version(folder)
    if not OLDEST <= tuple(int(part) for part in version.split(".")[:2]) <= NEWEST:
        return "%s holds neon %s; the shim knows 2.0 to 2.6" % (folder, version)
    return None
