"""What an export reads: one consistent view of the log, as it is or with everything that names or quotes left out."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec

from progress.chain import from_row, genesis, link, to_row
from progress.events import Event
from progress.store import SELECT, Log

_KEPT: dict[str, tuple[str, ...]] = {
    "session_started": ("interface", "python", "system", "machine"),
    "signal": ("kind", "count"),
    "check_finished": (
        "schema", "task", "task_id", "framework", "framework_version", "implementation", "device", "confinement",
        "outcome", "mistake", "error_class", "learner_s", "total_s", "steps",
    ),
    "hint_shown": ("level", "levels"),
    "docs_opened": ("name", "url"),
    "rated": ("ease",),
    "framework_rated": ("answers", "declined"),
    "setup_told": ("minutes", "commands", "failures", "ease", "declined"),
    "forgotten": ("scope", "events", "epoch"),
}  # fmt: skip
_KEPT_OF_STEP = ("name", "status", "mistake", "error_class", "learner_s")


class View(NamedTuple):
    """Whose log, in which epoch of its chain, and its events in order, chained."""

    learner: str
    epoch: int
    events: Iterator[Event]


@contextmanager
def view(log: Log, *, anonymise: bool = False) -> Iterator[View | None]:
    """Open one view of the whole log, whatever is appended meanwhile; None where there is no log yet.

    With `anonymise` ids are pseudonyms, local time is UTC, and of what events carry only names out of lessons, codes
    and numbers are left: no code, no output, no message, no hash of a source. Such a log has a chain of its own.
    """
    with log.reader() as connection:
        if connection is None:
            yield None
            return
        connection.execute("BEGIN")
        learner, epoch = connection.execute("SELECT learner, epoch FROM log").fetchone()
        rows = connection.execute(f"{SELECT} ORDER BY seq")
        events = (from_row(tuple(row), chain) for *row, chain in rows)
        yield View(pseudonym(learner), epoch, _anonymised(events, epoch)) if anonymise else View(learner, epoch, events)


def pseudonym(name: str) -> str:
    """Return a UUID that stands for `name` in every anonymised export, and does not tell it.

    The same learner is then known again in a later export, and nobody who lacks the name can find it: names here are
    random UUIDs.
    """
    return str(uuid.UUID(bytes=hashlib.sha256(f"dltutor.pseudonym/1 {name}".encode()).digest()[:16], version=4))


def _anonymised(events: Iterator[Event], epoch: int) -> Iterator[Event]:
    chain = genesis(epoch)
    for event in events:
        bare = msgspec.structs.replace(
            event,
            learner=pseudonym(event.learner),
            session=pseudonym(event.session),
            attempt=pseudonym(event.attempt) if event.attempt else None,
            boot_id=pseudonym(event.boot_id),
            zone="+00:00",
            source_hash=None,
            payload=_without_words(event),
            chain="",
        )
        row = to_row(bare)
        chain = link(chain, row)
        yield from_row(row, chain)


def _without_words(event: Event) -> dict[str, Any]:
    if event.type == "install_finished":
        return {name: value for name, value in event.payload.items() if isinstance(value, int | float)}
    kept = {name: event.payload[name] for name in _KEPT.get(event.type, ()) if name in event.payload}
    if "steps" in kept:
        steps = kept["steps"] or ()
        kept["steps"] = [{name: step[name] for name in _KEPT_OF_STEP if name in step} for step in steps]
    return kept
