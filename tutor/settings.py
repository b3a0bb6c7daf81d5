"""The user's settings: one small TOML file in the data folder, which need not exist."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from tutor import paths
from tutor.decoding import decode
from tutor.errors import UsageError

Device = Literal["auto", "cpu", "gpu"]
Confinement = Literal["process", "landlock", "namespaces", "full"]
DEVICES: tuple[Device, ...] = ("auto", "cpu", "gpu")


class Interpreters(Struct, frozen=True, forbid_unknown_fields=True):
    """The Python to run a framework with, where it is not to be found by itself."""

    pytorch: str | None = None
    tensorflow: str | None = None
    neon: str | None = None


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """All settings.

    `device` is what a check asks for if nothing else is said, `confinement` the weakest that a check may run
    under, `memory_gib` what the learner's code may use.
    """

    interpreters: Interpreters = Interpreters()
    device: Device = "auto"
    confinement: Confinement = "process"
    memory_gib: Annotated[float, Meta(ge=0.25)] = 4.0

    def interpreter(self, framework: str) -> Path | None:
        """Return the interpreter that the user named for a framework, if they did."""
        named: str | None = getattr(self.interpreters, framework)
        return Path(named).expanduser() if named else None


def load(file: Path | None = None) -> Settings:
    """Read the settings (default: those in the data folder); UsageError names the file and the key."""
    file = file or paths.settings_file()
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise UsageError(f"{file}: {problem}.", f"Correct {file.name}, or delete it.") from None
    except OSError as problem:
        raise UsageError(f"{file} cannot be read: {problem.strerror}.") from None
    return decode(content, Settings, file=file, error=UsageError)
