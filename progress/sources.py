"""The sources that were checked: each distinct one kept once, compressed, under its hash, so that a verdict can be
recomputed elsewhere.

They lie in the log's own database, so that a backup holds them, and an event and its source are written, or
forgotten, together. They are not part of the chain: the hash in the chain vouches for them.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from progress.errors import corrupted

if TYPE_CHECKING:  # the log itself stores sources
    from progress.store import Log


def digest(source: str) -> str:
    """Return the SHA-256 of a source in hexadecimal, by which events name it."""
    return hashlib.sha256(encoded(source)).hexdigest()


def keep(connection: sqlite3.Connection, source: str) -> None:
    """Store a source within an open write transaction, unless it is there already."""
    row = (digest(source), zlib.compress(encoded(source), 9))
    connection.execute("INSERT OR IGNORE INTO source VALUES (?, ?)", row)


def read(log: Log, source_hash: str) -> str | None:
    """Return a source by its hash; None where it was not kept. Raises CorruptedLog if it is not what it was."""
    with log.reader() as connection:
        if connection is None or not _kept(connection):
            return None
        row = connection.execute("SELECT content FROM source WHERE hash = ?", (source_hash,)).fetchone()
    if row is None:
        return None
    found = _decoded(row[0])
    if found is None or digest(found) != source_hash:
        raise corrupted(log.path, f"the source {source_hash[:12]}… is not what was checked")
    return found


def each(log: Log) -> Iterator[tuple[str, str]]:
    """Yield every kept source as (hash, text), by hash. Raises CorruptedLog at one that is not what it was."""
    with log.reader() as connection:
        if connection is None or not _kept(connection):
            return
        for source_hash, content in connection.execute("SELECT hash, content FROM source ORDER BY hash"):
            found = _decoded(content)
            if found is None or digest(found) != source_hash:
                raise corrupted(log.path, f"the source {source_hash[:12]}… is not what was checked")
            yield source_hash, found


def changed(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the hash of every source that is no longer what was checked."""
    if not _kept(connection):
        return
    for source_hash, content in connection.execute("SELECT hash, content FROM source ORDER BY hash"):
        found = _decoded(content)
        if found is None or digest(found) != source_hash:
            yield source_hash


def forget_unused(connection: sqlite3.Connection, table: str = "events") -> int:
    """Delete, within an open write transaction, the sources that no event of `table` names; return how many."""
    unused = f"DELETE FROM source WHERE hash NOT IN (SELECT source_hash FROM {table} WHERE source_hash IS NOT NULL)"
    return connection.execute(unused).rowcount


def _kept(connection: sqlite3.Connection) -> bool:
    # A log that an earlier version wrote, in a place that cannot be written, has no such table.
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'source'").fetchone()
    return found is not None


def encoded(source: str) -> bytes:
    """Return the bytes that are hashed: UTF-8, lone surrogates as they are."""
    return source.encode("utf-8", "surrogatepass")


def _decoded(content: bytes) -> str | None:
    try:
        return zlib.decompress(content).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError):
        return None
