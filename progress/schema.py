"""The database's tables, and how an older database becomes a current one."""

from __future__ import annotations

import sqlite3
import uuid
from pathlib import Path

from progress import errors
from progress.chain import genesis

APPLICATION_ID = 0x646C7475  # "dltu": tells our file from any other SQLite database
VERSION = 3

EVENTS = (
    """CREATE TABLE events (
        seq INTEGER PRIMARY KEY, learner TEXT NOT NULL, session TEXT NOT NULL, attempt TEXT,
        utc INTEGER NOT NULL, zone TEXT NOT NULL, monotonic INTEGER NOT NULL, boot INTEGER, boot_id TEXT NOT NULL,
        type TEXT NOT NULL, version INTEGER NOT NULL, task TEXT, framework TEXT,
        source_hash TEXT, environment_hash TEXT, payload TEXT NOT NULL, chain BLOB NOT NULL)""",
    # One row: whose log this is, which epoch of the chain, and the last event, so that a cut-off tail shows.
    """CREATE TABLE log (one INTEGER PRIMARY KEY CHECK (one = 1), learner TEXT NOT NULL, epoch INTEGER NOT NULL,
        head_seq INTEGER NOT NULL, head_chain BLOB NOT NULL)""",
)
SOURCES = "CREATE TABLE IF NOT EXISTS source (hash TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID"
TRIGGERS = (
    "CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    "CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
)
TRIGGER_NAMES = ("events_no_delete", "events_no_update")

PROJECTIONS = (
    "CREATE TABLE projection_head (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, chain BLOB NOT NULL)",
    "CREATE TABLE projection_cursor (learner TEXT PRIMARY KEY, state TEXT NOT NULL)",
    """CREATE TABLE projection_task (learner TEXT, task TEXT, framework TEXT, attempts INTEGER, hint_levels INTEGER,
        solution_shown INTEGER, opened_utc INTEGER, completed_utc INTEGER, completed_seq INTEGER, help TEXT,
        skipped_utc INTEGER, gave_up INTEGER, ease INTEGER, docs_opened INTEGER, resets INTEGER,
        later_attempts INTEGER, PRIMARY KEY (learner, task, framework)) WITHOUT ROWID""",
    """CREATE TABLE projection_time (learner TEXT, task TEXT, framework TEXT, phase TEXT, active_5 INTEGER,
        active_10 INTEGER, active_15 INTEGER, wall INTEGER, machine INTEGER, asleep INTEGER, by_wall_clock INTEGER,
        clock_changes INTEGER, signals INTEGER, last_utc INTEGER, last_seq INTEGER,
        PRIMARY KEY (learner, task, framework, phase)) WITHOUT ROWID""",
    """CREATE TABLE projection_day (learner TEXT, day INTEGER, framework TEXT, active_10 INTEGER,
        PRIMARY KEY (learner, day, framework)) WITHOUT ROWID""",
    """CREATE TABLE projection_attempt (learner TEXT, seq INTEGER PRIMARY KEY, task TEXT, framework TEXT, run TEXT,
        utc INTEGER, number INTEGER, outcome TEXT, error_class TEXT, mistake TEXT, helped INTEGER, later INTEGER,
        active INTEGER, learner_s REAL, total_s REAL)""",
)


def found_version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the version of an open database, 0 for an empty one.

    Raises CorruptedLog for a database that is not ours or lost its events, NewerLog for one from the future.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if version == 0 and not tables:
        return 0
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise errors.corrupted(path, "it is an SQLite database of another program")
    if version > VERSION:
        raise errors.newer(path, version, VERSION)
    if not {"events", "log"} <= tables:
        raise errors.corrupted(path, "its table of events is missing")
    return version


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the database to VERSION, all or nothing. Events are never touched; projections are made anew."""
    if found_version(connection, path) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = found_version(connection, path)  # another tutor may have been first
        if version < 1:
            create_events(connection)
        if version < 2:
            create_projections(connection)
        if version < 3:
            connection.execute(SOURCES)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def create_events(connection: sqlite3.Connection) -> None:
    """Create the log proper, and with it the learner's identity: a random UUID that names nobody."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in (*EVENTS, *TRIGGERS):
        connection.execute(statement)
    connection.execute("INSERT INTO log VALUES (1, ?, 0, 0, ?)", (str(uuid.uuid4()), genesis(0)))


def create_projections(connection: sqlite3.Connection) -> None:
    """Drop every projection, of whatever shape, and create today's, empty: they fill from the events."""
    drop_projections(connection)
    for statement in PROJECTIONS:
        connection.execute(statement)


def drop_projections(connection: sqlite3.Connection) -> None:
    """Drop every projection; what they said can be had again from the events."""
    # `_` matches any character in LIKE, hence GLOB.
    found = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'projection_*'"
    for (name,) in connection.execute(found).fetchall():
        connection.execute(f'DROP TABLE "{name}"')
