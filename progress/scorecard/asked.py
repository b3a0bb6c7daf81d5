"""What the log has of set-ups: measured by the tutor, or told by the learner."""

from __future__ import annotations

import msgspec

from progress.store import Log

_TYPES = ("install_finished", "setup_told")


class Install(msgspec.Struct, frozen=True, kw_only=True):
    """One set-up as it was measured, in seconds and bytes."""

    outcome: str = ""
    device: str = ""
    commands: int = 0
    failures: int = 0
    retries: int = 0
    wall_s: float = 0.0
    bytes_fetched: int = 0
    bytes_on_disk: int = 0
    packages: int = 0
    first_import_s: float = 0.0
    version: str = ""


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """What the learner told of a set-up of their own."""

    minutes: float | None = None
    commands: int | None = None
    failures: int | None = None
    ease: int | None = None
    declined: bool = False


class Told(msgspec.Struct):
    """All of it for one framework."""

    installs: list[Install] = msgspec.field(default_factory=list)
    own: list[Own] = msgspec.field(default_factory=list)


def told(log: Log) -> dict[str, Told]:
    """Return what a log has, by framework. Raises a ProgressError."""
    found: dict[str, Told] = {}
    with log.reader() as connection:
        if connection is None:
            return {}
        marks = ", ".join("?" * len(_TYPES))
        asked = f"SELECT type, framework, payload FROM events WHERE type IN ({marks}) ORDER BY seq"
        for kind, framework, payload in connection.execute(asked, _TYPES):
            of = found.setdefault(framework, Told())
            if kind == "install_finished":
                of.installs.append(msgspec.json.decode(payload, type=Install))
            else:
                of.own.append(msgspec.json.decode(payload, type=Own))
    return found
