"""What a framework is to the tutor, and the two answers to the question where it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Origin = Literal["settings", "managed", "own", "bundled", "upstream"]


@dataclass(frozen=True)
class Framework:
    """A framework as the tutor knows it.

    `module` is what its users import, `distributions` the names under which package indexes carry it,
    `extra` the extra of dltutor that installs it (None if it needs no installing).
    """

    key: str
    title: str
    module: str
    distributions: tuple[str, ...]
    extra: str | None
    website: str
    paths: tuple[Path, ...] = field(default=())


@dataclass(frozen=True)
class Found:
    """A framework that can be run: by which interpreter, found how, and on which device.

    `note` is something the user should know, such as a package that only looks like the framework.
    """

    key: str
    version: str
    python: Path
    origin: Origin
    device: str
    note: str = ""
    python_version: str = ""
    checkout: Path | None = None  # of upstream neon, where that runs instead of the port


@dataclass(frozen=True)
class Missing:
    """A framework that cannot be run: what is missing and what to do about it."""

    key: str
    what: str
    remedy: str


@dataclass(frozen=True)
class Considered:
    """A place where a framework may be: which `python` is there, if any, and in words or as a version how it stands."""

    origin: Origin
    python: Path | None
    state: str
    used: bool = False
