"""What the log has of set-ups and tutorials: measured by the tutor, or told by the learner."""

from __future__ import annotations

import msgspec

from progress.store import Log

_TYPES = ("install_finished", "setup_told", "tutorial_rated")


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


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """What the learner thought of a tutorial, 1 to 7."""

    tutorial: str = ""
    rating: int = 0
    minutes: float | None = None


class Told(msgspec.Struct):
    """All of it for one framework; of several ratings of one tutorial the latest."""

    installs: list[Install] = msgspec.field(default_factory=list)
    own: list[Own] = msgspec.field(default_factory=list)
    ratings: dict[str, Rating] = msgspec.field(default_factory=dict)


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
            elif kind == "setup_told":
                of.own.append(msgspec.json.decode(payload, type=Own))
            else:
                rating = msgspec.json.decode(payload, type=Rating)
                of.ratings[rating.tutorial] = rating
    return found
