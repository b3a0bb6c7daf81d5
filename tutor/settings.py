"""The user's settings: one small TOML file in the data folder, which need not exist."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import asdict

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
    _write_table("neon", {"use": neon.use, "checkout": neon.checkout}, file or paths.settings_file())


def choose_interpreter(framework: str, python: Path, file: Path | None = None) -> None:
    """Write into the settings file by which Python a framework is to run; the other tables stay as they are."""
    file = file or paths.settings_file()
    named = asdict(load(file).interpreters)
    _write_table("interpreters", {**named, framework: str(python)}, file)


def _write_table(name: str, content: dict[str, str | None], file: Path) -> None:
    load(file)  # a file that is wrong already is told before it is touched
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    text = re.sub(rf"^\[{name}\][^\n]*\n(?:(?!\[).*\n?)*", "", text, flags=re.MULTILINE).rstrip()
    # A JSON string is a TOML string.
    lines = [f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in content.items() if value)]
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
