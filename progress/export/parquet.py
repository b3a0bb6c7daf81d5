"""Parquet: the same tables, typed and compressed, for many learners (extra `study`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO

import msgspec

from progress.chain import COLUMNS, to_row
from progress.errors import ProgressError
from progress.export import attempts
from progress.export.view import view
from progress.report.model import TaskInfo
from progress.store import Log

_BATCH = 50_000  # rows held at once
_EVENT_INTEGERS = ("seq", "utc", "monotonic", "boot", "version")
_ATTEMPT_TYPES = {
    **dict.fromkeys(("seq", "utc", "level", "number", "helped", "later", "ease"), "int64"),
    **dict.fromkeys(("par_minutes", "active_s", "learner_s", "total_s"), "float64"),
}


class MissingParquet(ProgressError):
    """The library that writes Parquet is not installed."""

    title = "Parquet needs one more library"


def write_events(log: Log, out: BinaryIO, *, anonymise: bool = False) -> int:
    """Write every event, one a row, payload as JSON text; return how many. Raises MissingParquet."""
    library = _library()
    types = {name: "int64" if name in _EVENT_INTEGERS else "string" for name in (*COLUMNS, "chain")}
    with view(log, anonymise=anonymise) as seen:
        rows = ((*to_row(event), event.chain) for event in (seen.events if seen else ()))
        return _write(library, types, rows, out)


def write_attempts(log: Log, tasks: Sequence[TaskInfo], out: BinaryIO, *, anonymise: bool = False) -> int:
    """Write the table of attempts (`attempts.Row`); return how many rows. Raises MissingParquet."""
    library = _library()
    types = {name: _ATTEMPT_TYPES.get(name, "string") for name in attempts.COLUMNS}
    rows = (msgspec.structs.astuple(row) for row in attempts.rows(log, tasks, anonymise=anonymise))
    return _write(library, types, rows, out)


def _write(library: Any, types: dict[str, str], rows: Iterator[tuple[Any, ...]], out: BinaryIO) -> int:
    from pyarrow.parquet import ParquetWriter

    schema = library.schema([(name, getattr(library, kind)()) for name, kind in types.items()])
    count = 0
    with ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _BATCH)):
            columns = zip(*batch, strict=True)
            writer.write_table(library.table([list(column) for column in columns], schema=schema))
            count += len(batch)
    return count


def _library() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise MissingParquet(
            f"Reading and writing Parquet needs pyarrow, which is not installed ({error}).",
            "pip install 'dltutor[study]', or choose another format.",
        ) from None
    return pyarrow
