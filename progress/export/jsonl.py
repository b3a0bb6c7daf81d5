"""JSON Lines: a head, every event with its link of the chain, and an end that shows the file is whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from progress.chain import from_row, genesis, link, to_row
from progress.errors import BadExport
from progress.events import Event
from progress.store import SELECT, Log, Problem

SCHEMA = "dltutor.export/1"


class Head(msgspec.Struct, frozen=True):
    """The first line: whose log, and in which epoch of its chain (how often something was forgotten)."""

    schema: str
    learner: str
    epoch: int


class End(msgspec.Struct, frozen=True):
    """The last line: how many events there are, and the link of the last."""

    end: int
    chain: str


class Export(msgspec.Struct, frozen=True):
    """A file read back. With problems it is not to be trusted, and says at which events (0: the file) why."""

    head: Head
    events: tuple[Event, ...]
    problems: tuple[Problem, ...]


def write(log: Log, out: BinaryIO) -> int:
    """Write the log to `out` as one consistent view; return the number of events. Raises ProgressError, OSError."""
    encode = msgspec.json.Encoder().encode
    with log.reader() as connection:
        if connection is None:
            return 0
        connection.execute("BEGIN")
        learner, epoch = connection.execute("SELECT learner, epoch FROM log").fetchone()
        out.write(encode(Head(SCHEMA, learner, epoch)) + b"\n")
        count, chain = 0, genesis(epoch).hex()
        for *row, stored in connection.execute(f"{SELECT} ORDER BY seq"):
            event = from_row(tuple(row), stored)
            out.write(encode(event) + b"\n")
            count, chain = count + 1, event.chain
        out.write(encode(End(count, chain)) + b"\n")
    return count


def read(path: Path) -> Export:
    """Read an export and check every link. Raises BadExport for a file that is none, OSError if it cannot be read."""
    with path.open("rb") as file:
        try:
            head = msgspec.json.decode(file.readline(), type=Head)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise BadExport(f"{path} is not an export of dltutor: {error}", "Export as JSONL and try again.") from error
        if head.schema != SCHEMA:
            raise BadExport(f"{path} has the form {head.schema!r}; known is {SCHEMA!r}.", "Update dltutor.")
        events: list[Event] = []
        problems = tuple(_checked(head, file, events))
    return Export(head, tuple(events), problems)


def _checked(head: Head, lines: BinaryIO, events: list[Event]) -> Iterator[Problem]:
    chain = genesis(head.epoch)
    end: End | None = None
    for number, line in enumerate(lines, start=2):
        if end is not None:
            yield Problem(0, f"line {number} stands after the end")
            return
        try:
            if line.startswith(b'{"end":'):
                end = msgspec.json.decode(line, type=End)
                continue
            event = msgspec.json.decode(line, type=Event)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            yield Problem(0, f"line {number} cannot be read ({error})")
            return
        chain = link(chain, to_row(event))
        if chain.hex() != event.chain or event.learner != head.learner:
            yield Problem(event.seq, "the event was changed, or one before it removed")
            return
        events.append(event)
    if end is None:
        yield Problem(len(events), "the file was cut short: its last line is missing")
    elif (end.end, end.chain) != (len(events), chain.hex()):
        yield Problem(len(events), f"the file says it has {end.end} events and has {len(events)}")
