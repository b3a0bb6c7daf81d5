"""The user's settings: one small TOML file in the data folder, which need not exist."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from tutor import atomic, paths
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


class Neon(Struct, frozen=True, forbid_unknown_fields=True):
    """Which neon runs: the bundled port, or upstream out of the user's own `checkout`."""

    checkout: str | None = None
    use: Literal["port", "upstream"] = "port"


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """All settings.

    `device` is what a check asks for if nothing else is said, `confinement` the weakest that a check may run
    under, `memory_gib` what the learner's code may use, `lessons_path` folders of lessons from elsewhere.
    """

    interpreters: Interpreters = Interpreters()
    neon: Neon = Neon()
    device: Device = "auto"
    confinement: Confinement = "process"
    memory_gib: Annotated[float, Meta(ge=0.25)] = 4.0
    lessons_path: tuple[str, ...] = ()

    def interpreter(self, framework: str) -> Path | None:
        """Return the interpreter that the user named for a framework, if they did."""
        named: str | None = getattr(self.interpreters, framework)
        return Path(named).expanduser() if named else None


def choose_neon(neon: Neon, file: Path | None = None) -> None:
    """Write which neon is to run into the settings file; everything else in it stays as it is."""
    file = file or paths.settings_file()
    load(file)  # a file that is wrong already is told before it is touched
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    text = re.sub(r"^\[neon\]\n(?:(?!\[).*\n?)*", "", text, flags=re.MULTILINE).rstrip()
    lines = ["[neon]", f"use = {json.dumps(neon.use)}"]  # a JSON string is a TOML string
    if neon.checkout:
        lines.append(f"checkout = {json.dumps(neon.checkout)}")
    atomic.write(file, ("\n\n".join(part for part in (text, "\n".join(lines)) if part) + "\n").encode())


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
