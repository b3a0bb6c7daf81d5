"""JSON Lines: a head, every event with its link of the chain, and an end that shows the file is whole.

Where the learner wants it, the sources that were checked stand between the events and the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from progress import sources as kept
from progress.chain import genesis, link, to_row
from progress.errors import BadExport
from progress.events import Event
from progress.export.view import view
from progress.store import Log, Problem

SCHEMA = "dltutor.export/1"


class Head(msgspec.Struct, frozen=True, omit_defaults=True):
    """The first line: whose log, in which epoch of its chain (how often something was forgotten), and whether
    names and words were left out.
    """

    schema: str
    learner: str
    epoch: int
    anonymised: bool = False


class Source(msgspec.Struct, frozen=True):
    """What was checked, in UTF-8 (JSON holds it as base64), under the hash by which events name it."""

    source: str
    content: bytes


class End(msgspec.Struct, frozen=True, omit_defaults=True):
    """The last line: how many events there are, the link of the last, and how many sources."""

    end: int
    chain: str
    sources: int = 0


class Export(msgspec.Struct, frozen=True):
    """A file read back. With problems it is not to be trusted, and says at which events (0: the file) why."""

    head: Head
    events: tuple[Event, ...]
    sources: dict[str, str]
    problems: tuple[Problem, ...]


def write(log: Log, out: BinaryIO, *, anonymise: bool = False, sources: bool = False) -> int:
    """Write the log to `out` as one consistent view; return the number of events. Raises ProgressError, OSError.

    `sources` adds what was checked; ValueError with `anonymise`, since code may name its author.
    """
    if anonymise and sources:
        raise ValueError("an anonymised export has no sources")
    encode = msgspec.json.Encoder().encode
    with view(log, anonymise=anonymise) as seen:
        if seen is None:
            return 0
        out.write(encode(Head(SCHEMA, seen.learner, seen.epoch, anonymise)) + b"\n")
        count, chain, named = 0, genesis(seen.epoch).hex(), set()
        for event in seen.events:
            out.write(encode(event) + b"\n")
            count, chain = count + 1, event.chain
            named.add(event.source_hash)
        texts = 0
        for source_hash, text in kept.each(log) if sources else ():
            if source_hash in named:  # not one that was checked since this view was opened
                out.write(encode(Source(source_hash, kept.encoded(text))) + b"\n")
                texts += 1
        out.write(encode(End(count, chain, texts)) + b"\n")
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
        sources: dict[str, str] = {}
        problems = tuple(_checked(head, file, events, sources))
    return Export(head, tuple(events), sources, problems)


def _checked(head: Head, lines: BinaryIO, events: list[Event], sources: dict[str, str]) -> Iterator[Problem]:
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
            if line.startswith(b'{"source":'):
                source = msgspec.json.decode(line, type=Source)
                text = source.content.decode("utf-8", "surrogatepass")
                if kept.digest(text) != source.source:
                    yield Problem(0, f"the source in line {number} was changed")
                    return
                sources[source.source] = text
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
    elif end.sources != len(sources):
        yield Problem(0, f"the file says it has {end.sources} sources and has {len(sources)}")
