"""CSV: the events as they are, or one row for each attempt, for spreadsheets and statistics programs."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TextIO

import msgspec

from progress.chain import COLUMNS, to_row
from progress.export import attempts
from progress.export.view import view
from progress.report.model import TaskInfo
from progress.store import Log


def write_events(log: Log, out: TextIO, *, anonymise: bool = False) -> int:
    """Write every event, one a row, clocks in nanoseconds, payload as JSON; return how many. Open with newline=""."""
    table = csv.writer(out)
    table.writerow((*COLUMNS, "chain"))
    count = 0
    with view(log, anonymise=anonymise) as seen:
        for event in seen.events if seen else ():
            table.writerow((*to_row(event), event.chain))
            count += 1
    return count


def write_attempts(log: Log, tasks: Sequence[TaskInfo], out: TextIO, *, anonymise: bool = False) -> int:
    """Write the table of attempts (`attempts.Row`); return how many rows. Open the file with newline=""."""
    table = csv.writer(out)
    table.writerow(attempts.COLUMNS)
    count = 0
    for row in attempts.rows(log, tasks, anonymise=anonymise):
        table.writerow(msgspec.structs.astuple(row))
        count += 1
    return count
