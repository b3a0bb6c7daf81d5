"""The inputs of a study, read by DuckDB: tables of attempts (Parquet, CSV), exports (JSONL) and study files.

Ten million attempts do not fit where the statistics work, so the database first makes one cell of each task that a
learner took in a framework; memory then grows with cells.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from progress.errors import BadExport, ProgressError
from progress.export import attempts
from progress.export.study import import_, is_study, projections
from progress.report.model import TaskInfo
from progress.stats.inputs import Floats
from progress.study.columns import Coded

MEMORY = "1500MB"  # what the database may hold before it turns to disk
_TYPES = {
    "learner": "VARCHAR", "task": "VARCHAR", "framework": "VARCHAR", "utc": "BIGINT", "number": "BIGINT",
    "outcome": "VARCHAR", "help": "VARCHAR", "later": "BIGINT", "active_s": "DOUBLE", "par_minutes": "DOUBLE",
}  # fmt: skip
_FIRST = "a.later = 0"
_PASS = f"a.outcome = 'passed' AND {_FIRST}"
# Every sum over the attempts of a cell is one that a row read twice leaves as it is: an export given twice, or an
# earlier one beside a later one of the same learner, changes nothing.
_CELLS = f"""CREATE TABLE cells AS SELECT l.code AS learner, t.code AS task, f.code AS framework,
    min(a.utc) AS started, min(a.utc) FILTER ({_PASS}) AS solved_at, min(a.active_s) FILTER ({_PASS}) AS solved_s,
    max(a.active_s) FILTER ({_FIRST}) AS last_s, arg_max(a.outcome, a.utc) FILTER ({_FIRST}) AS last,
    any_value(a.help) FILTER ({_PASS}) AS help, any_value(a.par_minutes) AS par,
    max(a.number) FILTER ({_FIRST}) AS attempts
    FROM attempts a JOIN learners l ON l.name = a.learner JOIN tasks t ON t.name = a.task
    JOIN frameworks f ON f.name = a.framework GROUP BY l.code, t.code, f.code"""
_FETCH = """SELECT learner, task, framework, started, coalesce(solved_s, last_s, 0) AS seconds,
    CASE WHEN solved_s IS NOT NULL AND help IS DISTINCT FROM 'revealed' THEN 1
         WHEN solved_s IS NOT NULL OR last = 'gave_up' THEN 2 ELSE 0 END AS ending,
    CASE WHEN solved_s IS NULL THEN 0 WHEN help = 'revealed' THEN 3 WHEN help = 'aided' THEN 2 ELSE 1 END AS help,
    coalesce(par, 0) AS par, coalesce(attempts, 0) AS attempts,
    row_number() OVER (PARTITION BY learner, framework, solved_s IS NULL ORDER BY solved_at, task) AS practice
    FROM cells ORDER BY learner, framework, task"""  # the same rows in the same order, however they were read

OPEN, SOLVED, GAVE_UP = 0, 1, 2
UNAIDED, AIDED, REVEALED = 1, 2, 3


class MissingDatabase(ProgressError):
    """The library that reads a study's inputs is not installed."""

    title = "A study needs one more library"


class Cells(NamedTuple):
    """One row for each task that a learner took in a framework.

    `ending` is SOLVED, GAVE_UP (also: saw the solution) or OPEN; `seconds` the active time until then, `par` minutes,
    0 if unknown; `help` UNAIDED, AIDED or REVEALED, 0 if it never passed; `practice` counts the tasks passed in that
    framework, from 1; `started` nanoseconds. `rows` counts attempts as they were read.
    """

    learner: Coded
    task: Coded
    framework: Coded
    started: npt.NDArray[np.int64]
    seconds: Floats
    ending: npt.NDArray[np.int8]
    help: npt.NDArray[np.int8]
    par: Floats
    attempts: npt.NDArray[np.int32]
    practice: npt.NDArray[np.int32]
    rows: int


def read(files: Sequence[Path], tasks: Sequence[TaskInfo]) -> Cells:
    """Return the cells of all `files`; `tasks` tells the par times of exports that hold events.

    Raises MissingDatabase, BadExport for a file that is no table of attempts, no export, or a changed or truncated
    one, CorruptedLog for a study file that is none, OSError for one that cannot be read.
    """
    library = _library()
    with tempfile.TemporaryDirectory(prefix="dltutor-study-") as scratch, library.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET temp_directory = ?", [scratch])
        connection.execute("SET preserve_insertion_order = false")
        sources = [_table(connection, file) for file in files if _is_table(file)]
        others = [file for file in files if not _is_table(file)]
        if others:
            rows = _arrow(_projected(others, Path(scratch), tasks))
            connection.register("projected", rows)
            sources.append(f"SELECT {', '.join(_TYPES)} FROM projected")
        connection.execute(f"CREATE VIEW attempts AS {' UNION ALL '.join(sources)}")
        return _cells(library, connection, files)


def _cells(library: Any, connection: Any, files: Sequence[Path]) -> Cells:
    try:
        for column in ("learner", "task", "framework"):
            connection.execute(
                f"CREATE TABLE {column}s AS SELECT name, (row_number() OVER (ORDER BY name) - 1)::INTEGER AS code "
                f"FROM (SELECT DISTINCT {column} AS name FROM attempts WHERE {column} IS NOT NULL)"
            )
        (rows,) = connection.execute("SELECT count(*) FROM attempts").fetchone()
        connection.execute(_CELLS)
        found = connection.execute(_FETCH).fetchnumpy()
        names = {
            column: tuple(
                name for (name,) in connection.execute(f"SELECT name FROM {column}s ORDER BY code").fetchall()
            )
            for column in ("learner", "task", "framework")
        }
    except library.Error as error:
        told = " ".join(str(error).split()[:60])
        raise BadExport(f"{', '.join(map(str, files))}: {told}", "Export the table of attempts anew.") from error
    data: dict[str, npt.NDArray[Any]] = {name: np.ma.getdata(values) for name, values in found.items()}
    return Cells(
        learner=Coded(data["learner"].astype(np.intp), names["learner"]),
        task=Coded(data["task"].astype(np.intp), names["task"]),
        framework=Coded(data["framework"].astype(np.intp), names["framework"]),
        started=data["started"].astype(np.int64),
        seconds=data["seconds"].astype(np.float64),
        ending=data["ending"].astype(np.int8),
        help=data["help"].astype(np.int8),
        par=data["par"].astype(np.float64),
        attempts=data["attempts"].astype(np.int32),
        practice=data["practice"].astype(np.int32),
        rows=int(rows),
    )


def _is_table(file: Path) -> bool:
    with file.open("rb") as opened:
        start = opened.read(16)
    return not (start.startswith(b"{") or is_study(file))


def _table(connection: Any, file: Path) -> str:
    """Return the SQL that reads a table of attempts; raise BadExport if columns are missing."""
    with file.open("rb") as opened:
        parquet = opened.read(4) == b"PAR1"
    name = str(file).replace("'", "''")
    reader = f"read_parquet('{name}')" if parquet else f"read_csv('{name}', header = true, all_varchar = true)"
    try:
        there = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {reader}").fetchall()}
    except _library().Error as error:
        raise BadExport(f"{file} cannot be read: {str(error).splitlines()[0]}", "Export it anew.") from error
    missing = [column for column in _TYPES if column not in there]
    if missing:
        raise BadExport(
            f"{file} is no table of attempts: it has no column {', '.join(missing)}.",
            "Make it with: dltutor export --format parquet (or csv, or jsonl).",
        )
    return "SELECT " + ", ".join(f"{name}::{kind} AS {name}" for name, kind in _TYPES.items()) + f" FROM {reader}"


def _projected(files: Sequence[Path], scratch: Path, tasks: Sequence[TaskInfo]) -> Iterator[attempts.Row]:
    studies = [file for file in files if is_study(file)]
    exports = [file for file in files if file not in studies]
    if exports:
        collected = scratch / "exports.sqlite3"
        for found in import_(collected, exports):
            if not found.accepted:
                problem = found.problems[0]
                raise BadExport(
                    f"{found.file} is not to be trusted: {problem.what} (event {problem.seq}).", "Ask for it anew."
                )
        studies.append(collected)
    for study in studies:
        for learner, projection in projections(study):
            yield from attempts.rows_of(learner, projection, tasks)


def _arrow(rows: Iterator[attempts.Row]) -> Any:
    """Return rows as an Arrow table of the columns that a study reads."""
    import pyarrow

    kinds = {"VARCHAR": pyarrow.string(), "BIGINT": pyarrow.int64(), "DOUBLE": pyarrow.float64()}
    schema = pyarrow.schema([(name, kinds[kind]) for name, kind in _TYPES.items()])
    columns: dict[str, list[Any]] = {name: [] for name in _TYPES}
    for row in rows:
        for name, cells in columns.items():
            cells.append(getattr(row, name))
    return pyarrow.table(columns, schema=schema)


def _library() -> Any:
    try:
        import duckdb
        import pyarrow  # noqa: F401  DuckDB takes Arrow tables
    except ImportError as error:
        raise MissingDatabase(
            f"Reading studies needs DuckDB and pyarrow; one is not installed ({error}).", "pip install 'dltutor[study]'"
        ) from None
    return duckdb
