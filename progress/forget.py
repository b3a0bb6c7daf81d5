"""Forgetting: events are deleted for real, the rest is chained anew, and that it happened is itself an event.

This is the one place that goes around the append-only triggers. The chain begins a new epoch, so that a log from
which something was deleted on purpose still verifies, and says so, while one that was cut otherwise does not.
"""

from __future__ import annotations

import sqlite3
import uuid

import msgspec

from progress import schema, sources
from progress.chain import genesis, link
from progress.clock import Clock, SystemClock
from progress.errors import LockedLog
from progress.events import Event
from progress.store import SELECT, Log, add


class Forgotten(msgspec.Struct, frozen=True):
    """How many events were deleted, and the epoch of the chain after it."""

    events: int
    epoch: int


def forget(log: Log, task: str | None = None, framework: str | None = None, clock: Clock | None = None) -> Forgotten:
    """Delete the events of a task (in one framework, or in all), or with neither all events, beyond recovery.

    With the events go the sources that no other event names.
    With everything goes the learner's random UUID: a new one is drawn. Raises LockedLog if another tutor holds
    the file open for reading, so that its old pages could not be wiped yet: close it, and call again.
    """
    if not log.exists:
        return Forgotten(0, 0)
    with log.alone() as connection:
        connection.execute("PRAGMA secure_delete = ON")  # deleted bytes are overwritten with zeros
        with log.writer():
            done = _delete(connection, task, framework)
            if done.events:
                everything = task is None and framework is None
                payload = {"scope": "all" if everything else "part", "events": done.events, "epoch": done.epoch}
                now = (clock or SystemClock()).now()
                event = Event(**now._asdict(), session=uuid.uuid4().hex, type="forgotten", payload=payload)
                add(connection, [event])
        connection.execute("VACUUM")
        # The pending pages still hold what was deleted; they go when they are folded into the file.
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise LockedLog(
                f"The events are deleted, but another program is reading {log.path}, so their old pages stay for now.",
                "Close the other tutor and forget again: that wipes what is left.",
            )
    return done


def _delete(connection: sqlite3.Connection, task: str | None, framework: str | None) -> Forgotten:
    everything = task is None and framework is None
    where = "(:task IS NULL OR task = :task) AND (:framework IS NULL OR framework = :framework)"
    for name in schema.TRIGGER_NAMES:
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
    deleted = connection.execute(f"DELETE FROM events WHERE {where}", {"task": task, "framework": framework}).rowcount
    (epoch,) = connection.execute("SELECT epoch FROM log").fetchone()
    if deleted:
        epoch += 1
        chain = _chain_anew(connection, epoch)
        connection.execute("UPDATE log SET epoch = ?, head_chain = ?", (epoch, chain))
        if everything:  # otherwise numbers go on: within one learner's log none is given twice
            connection.execute("UPDATE log SET learner = ?, head_seq = 0", (str(uuid.uuid4()),))
        sources.forget_unused(connection)
        schema.create_projections(connection)
    for statement in schema.TRIGGERS:
        connection.execute(statement)
    return Forgotten(deleted, epoch)


def _chain_anew(connection: sqlite3.Connection, epoch: int) -> bytes:
    seq, chain = 0, genesis(epoch)
    while batch := connection.execute(f"{SELECT} WHERE seq > ? ORDER BY seq LIMIT 10000", (seq,)).fetchall():
        links = []
        for *row, _ in batch:
            seq, chain = row[0], link(chain, tuple(row))
            links.append((chain, seq))
        connection.executemany("UPDATE events SET chain = ? WHERE seq = ?", links)
    return chain
