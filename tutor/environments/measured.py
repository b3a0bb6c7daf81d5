"""What a set-up says while it runs, and what was measured when it ended: frozen values."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

Phase = Literal["waiting", "environment", "pip", "choosing", "downloading", "installing", "importing"]
PHASES: dict[Phase, str] = {
    "waiting": "Waiting for another set-up to end",
    "environment": "Making an environment",
    "pip": "Bringing its pip up to date",
    "choosing": "Choosing the build",
    "downloading": "Downloading",
    "installing": "Installing",
    "importing": "Importing it for the first time",
}


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """A moment of a set-up.

    `name` is the file being fetched, `done` of `size` bytes of it are here (0 where that is unknown). `fetched`
    counts bytes over all files, `packages` those begun, or installed out of `of` once that is known.
    """

    phase: Phase
    elapsed_s: float
    name: str = ""
    done: int = 0
    size: int = 0
    fetched: int = 0
    packages: int = 0
    of: int = 0
    kept: int = 0


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What setting a framework up took; the payload of the log's install_finished event.

    `commands` counts every program that was run (venv, each pip, the first import), `failures` those that failed,
    `retries` what pip itself tried again. `bytes_fetched` are files that came over the network, index pages not
    counted; `bytes_on_disk` is the size of the environment's files. `first_import_s` is the first import in a fresh
    process, 0 if it never came to that. `resumed`: an earlier attempt had left something to go on with.
    """

    device: Literal["cpu", "gpu"]
    outcome: Literal["done", "failed", "stopped"]
    commands: int
    failures: int
    retries: int
    wall_s: float
    bytes_fetched: int
    bytes_on_disk: int
    packages: int
    first_import_s: float
    version: str
    python_version: str
    error: str
    resumed: bool


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a set-up ended. `began` is False if the environment was whole already, and then nothing was measured.

    `title`, `message` and `remedy` say why it failed or what is to be known; `log` is the file with all output.
    """

    framework: str
    began: bool
    measured: Measured
    log: Path | None = None
    title: str = ""
    message: str = ""
    remedy: str = ""

    @property
    def done(self) -> bool:
        """Whether the environment is whole."""
        return self.measured.outcome == "done"
