"""The projections as tables beside the events: caught up from the last event seen, dropped and rebuilt at will."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec

from progress import schema
from progress.errors import UnwritableLog, corrupted
from progress.projections import Attempt, Projection, TaskState
from progress.store import Log
from progress.timing import ROW, Cursor, Moment, Times


def current(log: Log, *, attempts: bool = False) -> Projection:
    """Return the projection of the whole log, caught up and, where the place can be written, saved.

    Every attempt is there only if asked for. Appends are not held up meanwhile. Raises a ProgressError.
    """
    writable = _migrated(log)
    with log.reader() as connection:
        if connection is None:
            return Projection()
        connection.execute("BEGIN")  # one view of the log, whatever is appended meanwhile
        projection = _load(connection, attempts) if writable else Projection()
        began = projection.seq
        (last, chain) = connection.execute("SELECT head_seq, head_chain FROM log").fetchone()
        try:
            projection.fold(connection, last)
        except msgspec.DecodeError as error:
            raise corrupted(log.path, f"an event after number {projection.seq} makes no sense ({error})") from error
        projection.seq, projection.chain = last, chain
    if writable and projection.seq > began:
        with suppress(UnwritableLog):  # a report needs no disk: it was made from the events all the same
            _save(log, projection, began)
    return projection


def rebuild(log: Log, *, attempts: bool = False) -> Projection:
    """Drop the projections and make them anew from the events. Raises UnwritableLog where that cannot be."""
    if log.exists:
        with log.writer() as connection:
            schema.create_projections(connection)
    return current(log, attempts=attempts)


def moments(log: Log) -> Iterator[Moment]:
    """Yield every event as timing sees it, for raw gaps under any other idle limit."""
    with log.reader() as connection:
        if connection is not None:
            yield from connection.execute(f"SELECT {ROW} FROM events ORDER BY seq")


def _migrated(log: Log) -> bool:
    with log.reader() as connection:
        if connection is None or schema.found_version(connection, log.path) == schema.VERSION:
            return True
    try:
        with log.writer():  # migrates as it opens
            return True
    except UnwritableLog:
        return False


def _load(connection: sqlite3.Connection, attempts: bool) -> Projection:
    projection = Projection()
    head = _head(connection)
    if head is None:
        return projection
    projection.seq, projection.chain = head
    for task, framework, *values in _read(connection, "projection_task", TaskState, "task", "framework"):
        projection.tasks[task, framework] = TaskState(*values)
    for task, framework, phase, *values in _read(connection, "projection_time", Times, "task", "framework", "phase"):
        into = projection.first if phase == "first" else projection.line.times
        into[task, framework] = Times(*values)
    for day, framework, active in connection.execute("SELECT day, framework, active_10 FROM projection_day"):
        projection.line.days[day, framework] = active
    if attempts:
        names = Attempt.__struct_fields__
        for values in _read(connection, "projection_attempt", Attempt):
            projection.attempts.append(Attempt(**dict(zip(names, values, strict=True))))
    (cursor,) = connection.execute("SELECT state FROM projection_cursor").fetchone()
    projection.line.cursor = msgspec.json.decode(cursor, type=Cursor)
    return projection


def _head(connection: sqlite3.Connection) -> tuple[int, bytes] | None:
    # Projections of a log that has since been cut, changed or restored from a backup are worth nothing.
    found: tuple[int, bytes] | None = connection.execute(
        "SELECT p.seq, p.chain FROM projection_head p JOIN events e ON e.seq = p.seq AND e.chain = p.chain"
    ).fetchone()
    return found


def _save(log: Log, projection: Projection, began: int) -> None:
    with log.writer() as connection:
        head = _head(connection)
        if began != (head[0] if head else 0):
            return  # another tutor caught up meanwhile: its tables stay, whole
        if head is None:
            schema.create_projections(connection)
        (learner,) = connection.execute("SELECT learner FROM log").fetchone()
        tasks = [(learner, *key, *msgspec.structs.astuple(state)) for key, state in projection.tasks.items()]
        times = [
            (learner, *key, phase, *msgspec.structs.astuple(sums))
            for phase, table in (("first", projection.first), ("now", projection.line.times))
            for key, sums in table.items()
        ]
        new = [(learner, *msgspec.structs.astuple(attempt)) for attempt in projection.attempts if attempt.seq > began]
        cursor = msgspec.json.encode(projection.line.cursor).decode()
        _put(connection, "projection_task", tasks)
        _put(connection, "projection_time", times)
        _put(connection, "projection_day", [(learner, *key, active) for key, active in projection.line.days.items()])
        _put(connection, "projection_cursor", [(learner, cursor)])
        _put(connection, "projection_attempt", new)
        _put(connection, "projection_head", [(1, projection.seq, projection.chain)])


def _read(connection: sqlite3.Connection, table: str, shape: type[msgspec.Struct], *before: str) -> sqlite3.Cursor:
    names = ", ".join((*before, *shape.__struct_fields__))
    return connection.execute(f"SELECT {names} FROM {table}")


def _put(connection: sqlite3.Connection, table: str, rows: list[tuple[Any, ...]]) -> None:
    # The columns of each table stand in the order of the fields of its struct; a test compares them.
    if rows:
        connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
