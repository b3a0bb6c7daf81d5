"""The hash chain: each event's link covers the event and the link before it.

It shows accidents and edits made without care; it is no proof against someone who rewrites the whole file.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from progress.events import Event

Row = tuple[Any, ...]
"""One row of the events table without its chain, in the order of COLUMNS; the payload is JSON text."""

COLUMNS = (
    "seq", "learner", "session", "attempt", "utc", "zone", "monotonic", "boot", "boot_id", "type", "version",
    "task", "framework", "source_hash", "environment_hash", "payload",
)  # fmt: skip

_encoder = msgspec.json.Encoder()


def genesis(epoch: int) -> bytes:
    """Return the link before the first event; a log that has forgotten something is in a later epoch."""
    return hashlib.sha256(f"dltutor.log/1 epoch {epoch}".encode()).digest()


def digest(row: Row) -> bytes:
    """Return the SHA-256 of an event by itself, wherever it stands in whatever chain."""
    return hashlib.sha256(_encoder.encode(row)).digest()


def link(before: bytes, row: Row) -> bytes:
    """Return the link of `row` after the link `before`."""
    return hashlib.sha256(before + _encoder.encode(row)).digest()


def to_row(event: Event) -> Row:
    """Flatten an event for the table and the chain."""
    return (
        event.seq, event.learner, event.session, event.attempt, event.utc, event.zone, event.monotonic, event.boot,
        event.boot_id, event.type, event.version, event.task, event.framework, event.source_hash,
        event.environment_hash, encode_payload(event.payload),
    )  # fmt: skip


def from_row(row: Row, chain: bytes) -> Event:
    """Build the event of a row of the table and its link."""
    fields = dict(zip(COLUMNS, row, strict=True))
    fields["payload"] = msgspec.json.decode(fields["payload"])
    return msgspec.convert({**fields, "chain": chain.hex()}, Event)


def encode_payload(payload: dict[str, Any]) -> str:
    """Write a payload as JSON text. Learner output may hold lone surrogates: those are written as \\udcxx."""
    try:
        return _encoder.encode(payload).decode()
    except UnicodeEncodeError:
        return _encoder.encode(_writable(payload)).decode()


def _writable(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case dict():
            return {_writable(key): _writable(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_writable(inner) for inner in value]
    return value
