"""The study file: the logs of several learners side by side, kept apart from anybody's own log.

An export is taken whole or not at all: one that was changed or cut short is reported and adds nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from progress import schema, sources
from progress.chain import COLUMNS, digest, to_row
from progress.errors import corrupted, from_system, newer, translated
from progress.export import jsonl
from progress.projections import Projection
from progress.store import Problem, create

APPLICATION_ID = 0x646C7473  # "dlts"
VERSION = 1
_TABLES = (
    """CREATE TABLE file (learner TEXT NOT NULL, epoch INTEGER NOT NULL, file TEXT NOT NULL, events INTEGER NOT NULL,
        added INTEGER NOT NULL)""",
    f"""CREATE TABLE event ({", ".join(COLUMNS)}, digest BLOB NOT NULL, epoch INTEGER NOT NULL,
        PRIMARY KEY (learner, seq)) WITHOUT ROWID""",
    schema.SOURCES,
)


class Imported(msgspec.Struct, frozen=True):
    """What became of one file: events added, those already there, those withdrawn because their learner has
    since forgotten them, and the sources it brought; or the problems for which nothing of it was taken.
    """

    file: str
    learner: str
    added: int = 0
    duplicates: int = 0
    withdrawn: int = 0
    sources: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the file was taken."""
        return not self.problems


def import_(study: Path, files: Sequence[Path]) -> list[Imported]:
    """Add exports (JSONL) to the study file, which is made if need be; say what became of each.

    Raises BadExport for a file that is no export, OSError for one that cannot be read, and UnwritableLog,
    CorruptedLog or NewerLog about the study file.
    """
    results = []
    with _opened(study) as connection:
        for file in files:
            export = jsonl.read(file)
            if export.problems:
                results.append(Imported(str(file), export.head.learner, problems=export.problems))
                continue
            connection.execute("BEGIN IMMEDIATE")
            try:
                results.append(_add(connection, file, export))
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
    return results


def learners(study: Path) -> dict[str, int]:
    """Return the learners in a study file and how many events each has."""
    with _opened(study) as connection:
        return dict(connection.execute("SELECT learner, count(*) FROM event GROUP BY learner ORDER BY learner"))


def projections(study: Path) -> Iterator[tuple[str, Projection]]:
    """Yield each learner of a study file with what their events add up to. Raises CorruptedLog at one that makes no
    sense.
    """
    with _opened(study) as connection:
        connection.execute("CREATE TEMP TABLE chosen (learner TEXT)")
        connection.execute(
            "CREATE TEMP VIEW events AS SELECT * FROM event WHERE learner = (SELECT learner FROM temp.chosen)"
        )
        found = connection.execute("SELECT learner, max(seq) FROM event GROUP BY learner ORDER BY learner").fetchall()
        for learner, last in found:
            connection.execute("DELETE FROM temp.chosen")
            connection.execute("INSERT INTO temp.chosen VALUES (?)", (learner,))
            projection = Projection()
            try:
                projection.fold(connection, last)
            except msgspec.DecodeError as error:
                raise corrupted(study, f"an event of learner {learner} makes no sense ({error})") from error
            yield learner, projection


def is_study(path: Path) -> bool:
    """Whether the file at `path` is an SQLite database (`projections` says if it is none of ours)."""
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def _add(connection: sqlite3.Connection, file: Path, export: jsonl.Export) -> Imported:
    learner, epoch = export.head.learner, export.head.epoch
    rows = {event.seq: (*(row := to_row(event)), digest(row), epoch) for event in export.events}
    there: dict[int, tuple[bytes, int]] = {
        seq: (found, at)
        for seq, found, at in connection.execute("SELECT seq, digest, epoch FROM event WHERE learner = ?", (learner,))
    }
    newest = max((at for _, at in there.values()), default=epoch)
    if epoch < newest:
        problem = Problem(0, f"the learner has since forgotten events that are in this file (epoch {epoch} < {newest})")
        return Imported(str(file), learner, problems=(problem,))
    problems = tuple(
        Problem(seq, "the study has another event of this number")
        for seq, (found, _) in there.items()
        if seq in rows and rows[seq][-2] != found
    )
    if problems:
        return Imported(str(file), learner, problems=problems)
    gone = [(learner, seq) for seq in there if seq not in rows] if epoch > newest else []
    new = [row for seq, row in rows.items() if seq not in there]
    connection.executemany("DELETE FROM event WHERE learner = ? AND seq = ?", gone)
    connection.execute("UPDATE event SET epoch = ? WHERE learner = ?", (epoch, learner))
    connection.executemany(f"INSERT INTO event VALUES ({', '.join('?' * (len(COLUMNS) + 2))})", new)
    for text in export.sources.values():
        sources.keep(connection, text)
    if gone:
        sources.forget_unused(connection, "event")
    connection.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?)", (learner, epoch, file.name, len(rows), len(new)))
    return Imported(str(file), learner, len(new), len(rows) - len(new), len(gone), len(export.sources))


@contextmanager
def _opened(study: Path) -> Iterator[sqlite3.Connection]:
    try:
        study.parent.mkdir(parents=True, exist_ok=True)
        create(study)
    except OSError as error:
        raise from_system(error, study) from error
    with translated(study), closing(sqlite3.connect(study, isolation_level=None)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in (
                *_TABLES,
                f"PRAGMA application_id = {APPLICATION_ID}",
                f"PRAGMA user_version = {VERSION}",
            ):
                connection.execute(statement)
        elif connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise corrupted(study, "it is no study file of dltutor")
        elif version > VERSION:
            raise newer(study, version, VERSION)
        connection.execute("PRAGMA synchronous = FULL")
        yield connection
