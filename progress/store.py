"""The log: an append-only table of events in SQLite, durable at every append, chained, shared by several tutors."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from progress import errors, schema, sources
from progress.chain import COLUMNS, from_row, genesis, link, to_row
from progress.errors import from_system, translated
from progress.events import Event

SELECT = f"SELECT {', '.join(COLUMNS)}, chain FROM events"
_INSERT = f"INSERT INTO events ({', '.join(COLUMNS)}, chain) VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"


class Problem(msgspec.Struct, frozen=True):
    """Something `verify` found; `seq` is the event it was found at, 0 for the log as a whole."""

    seq: int
    what: str


class Verification(msgspec.Struct, frozen=True):
    """What `verify` found in how many events."""

    events: int
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.problems


_creating = threading.Lock()


def create(path: Path) -> None:
    """Make an empty file that is the user's alone, unless there is one, which is not even opened. Raises OSError.

    SQLite's locks belong to the process, and closing any descriptor of a file drops them for every connection
    that it has: another program would then take itself for the last one and delete what is pending.
    """
    with _creating, contextlib.suppress(FileExistsError):  # nobody here connects to the file before it is closed
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


class Log:
    """A learner's log. Threads may share one; processes each open their own on the same path.

    Nothing is created before the first append, and an absent log reads as an empty one. Every method may raise
    a ProgressError: UnwritableLog, CorruptedLog, NewerLog or LockedLog.
    """

    def __init__(self, path: Path, *, busy_s: float = 10.0) -> None:
        self.path = path
        self._busy_s = busy_s
        self._lock = threading.RLock()
        self._writing: sqlite3.Connection | None = None

    @classmethod
    def open(cls, path: Path) -> Log:
        """Return the log at `path`, whether or not there is one yet."""
        return cls(path)

    def __enter__(self) -> Log:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. The log may be used again; it then opens anew."""
        with self._lock:
            if self._writing is not None:
                with translated(self.path):
                    self._writing.close()
                self._writing = None

    @property
    def exists(self) -> bool:
        """Whether anything was ever recorded at this path."""
        try:
            return self.path.stat().st_size > 0 or self._left_over_wal()
        except OSError:
            return False

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """Hold the writing connection outside a transaction, for what cannot run inside one (VACUUM)."""
        with self._lock, translated(self.path):
            self._writing = self._writing or self._connect_to_write()
            yield self._writing

    @property
    def learner(self) -> str | None:
        """The learner's random UUID; None before the first event."""
        with self.reader() as connection:
            return str(connection.execute("SELECT learner FROM log").fetchone()[0]) if connection else None

    def append(self, *events: Event, source: str | None = None) -> tuple[Event, ...]:
        """Add events, all or none, and return them as stored. Once this returns they survive a power cut.

        `seq`, `learner` and `chain` of the given events are ignored: the log assigns them. `source` is the text that
        one of the events names by its hash; it is kept once, however often it comes.
        """
        with self.writer() as connection:
            if source is not None:
                sources.keep(connection, source)
            return add(connection, events)

    def has(self, kind: str, attempt: str) -> bool:
        """Whether an event of a type is there for a check or an install, by its run id."""
        with self.reader() as connection:
            asked = "SELECT 1 FROM events WHERE type = ? AND attempt = ? LIMIT 1"
            return connection is not None and connection.execute(asked, (kind, attempt)).fetchone() is not None

    def events(self, after: int = 0) -> Iterator[Event]:
        """Yield the events with a sequence number above `after`, in order."""
        with self.reader() as connection:
            if connection is None:
                return
            for *row, chain in connection.execute(f"{SELECT} WHERE seq > ? ORDER BY seq", (after,)):
                yield from_row(tuple(row), chain)

    @contextmanager
    def writer(self) -> Iterator[sqlite3.Connection]:
        """Hold the one write transaction: committed when the block ends, rolled back when it raises."""
        with self._lock, translated(self.path):
            connection = self._writing = self._writing or self._connect_to_write()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reader(self) -> Iterator[sqlite3.Connection | None]:
        """Open a connection to read with, which no append waits for; None where there is no log yet."""
        if not self.exists:
            yield None
            return
        self._refuse_emptied()
        with translated(self.path), closing(self._connect_to_read()) as connection:
            version = schema.found_version(connection, self.path)
            yield connection if version else None

    def verify(self) -> Verification:
        """Check the file, the triggers, the order and every link of the chain. Problems are values, not errors;
        only a file that SQLite cannot read at all raises CorruptedLog.
        """
        with self.reader() as connection:
            if connection is None:
                return Verification(0)
            # One transaction, so that a tutor that appends meanwhile does not look like a cut-off tail.
            connection.execute("BEGIN")
            return _verify(connection)

    def _connect_to_write(self) -> sqlite3.Connection:
        self._refuse_emptied()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            create(self.path)
        except OSError as error:
            raise from_system(error, self.path) from error
        connection = sqlite3.connect(self.path, self._busy_s, isolation_level=None, check_same_thread=False)
        try:
            schema.found_version(connection, self.path)  # before the first pragma that would write
            self._switch_to_wal(connection)
            connection.execute("PRAGMA synchronous = FULL")
            schema.migrate(connection, self.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def _switch_to_wal(self, connection: sqlite3.Connection) -> None:
        # Two tutors that make the switch at once: SQLite answers one of them BUSY at once, without waiting.
        deadline = time.monotonic() + self._busy_s
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL").fetchone()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
            else:
                return

    def _connect_to_read(self) -> sqlite3.Connection:
        # Not "mode=ro": in WAL mode a reader, too, needs its place in the shared index beside the file.
        # isolation_level None: no transaction is begun behind our back.
        address = self.path.resolve().as_uri()
        connection = sqlite3.connect(
            f"{address}?mode=rw", self._busy_s, isolation_level=None, check_same_thread=False, uri=True
        )
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            refused = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
            if not refused or self._left_over_wal():
                raise
            # A read-only folder where nothing is pending: nobody can write here, so the file stands still.
            return sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None, check_same_thread=False)
        except BaseException:
            connection.close()
            raise
        return connection

    def _left_over_wal(self) -> bool:
        wal = self.path.with_name(self.path.name + "-wal")
        return wal.exists() and wal.stat().st_size > 0

    def _refuse_emptied(self) -> None:
        # SQLite takes an empty file for a new database and deletes the pending events beside it.
        if self.path.is_dir():
            raise errors.corrupted(self.path, "it is a folder")
        if self._left_over_wal() and (not self.path.exists() or self.path.stat().st_size == 0):
            raise errors.corrupted(self.path, f"it is gone or empty while {self.path.name}-wal holds events")


def add(connection: sqlite3.Connection, events: Sequence[Event]) -> tuple[Event, ...]:
    """Append within a write transaction that is already open; see `Log.append`."""
    learner, seq, chain = connection.execute("SELECT learner, head_seq, head_chain FROM log").fetchone()
    stored: list[Event] = []
    rows = []
    for event in events:
        seq += 1
        row = to_row(msgspec.structs.replace(event, seq=seq, learner=learner))
        chain = link(chain, row)
        rows.append((*row, chain))
        stored.append(from_row(row, chain))
    connection.executemany(_INSERT, rows)
    connection.execute("UPDATE log SET head_seq = ?, head_chain = ?", (seq, chain))
    return tuple(stored)


def _verify(connection: sqlite3.Connection) -> Verification:
    problems = [
        Problem(0, f"the file: {line}") for (line,) in connection.execute("PRAGMA integrity_check(20)") if line != "ok"
    ]
    triggers = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    problems += [Problem(0, f"the trigger {name} is missing") for name in schema.TRIGGER_NAMES if name not in triggers]
    epoch, head_seq, head_chain = connection.execute("SELECT epoch, head_seq, head_chain FROM log").fetchone()
    count, seq, chain = 0, 0, genesis(epoch)
    for *row, stored in connection.execute(f"{SELECT} ORDER BY seq"):
        if row[0] != seq + 1 and epoch == 0:  # what was forgotten leaves holes, and only in a later epoch
            problems.append(Problem(row[0], f"events {seq + 1} to {row[0] - 1} are missing"))
        if link(chain, tuple(row)) != stored:
            problems.append(Problem(row[0], "the event was changed, or one before it removed"))
        count, seq, chain = count + 1, row[0], stored
    problems += [Problem(0, f"the source {name[:12]}… was changed") for name in sources.changed(connection)]
    if epoch and not _forgotten(connection, epoch):
        problems.append(Problem(0, f"the chain was made anew ({epoch} times) and no event says why"))
    if (seq, chain) != (head_seq, head_chain):
        problems.append(Problem(head_seq, f"the log ends at event {seq}, and {head_seq} was the last written"))
    return Verification(count, tuple(problems))


def _forgotten(connection: sqlite3.Connection, epoch: int) -> bool:
    found = connection.execute(
        "SELECT payload FROM events WHERE type = 'forgotten' ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return found is not None and msgspec.json.decode(found[0]).get("epoch") == epoch
