"""CSV: the events as they are, or one row for each attempt, for spreadsheets and statistics programs."""

from __future__ import annotations

import csv
from typing import TextIO

from progress.chain import COLUMNS
from progress.materialised import current
from progress.projections import Attempt
from progress.store import SELECT, Log
from progress.timing import SECOND


def write_events(log: Log, out: TextIO) -> int:
    """Write every event, one a row, clocks in nanoseconds, payload as JSON; return how many. Open with newline=""."""
    table = csv.writer(out)
    table.writerow((*COLUMNS, "chain"))
    count = 0
    with log.reader() as connection:
        if connection is not None:
            for *row, chain in connection.execute(f"{SELECT} ORDER BY seq"):
                table.writerow((*row, chain.hex()))
                count += 1
    return count


def write_attempts(log: Log, out: TextIO) -> int:
    """Write every check that counts, one a row, with the active time on the task until then; return how many.

    `number` counts the attempts at a task in a framework, `later` marks those after its first pass, `helped` those
    with a hint beyond the first or the solution seen. Open the file with newline="".
    """
    names = Attempt.__struct_fields__
    table = csv.writer(out)
    table.writerow("active_s" if name == "active" else name for name in names)
    attempts = current(log, attempts=True).attempts
    for attempt in attempts:
        table.writerow(attempt.active / SECOND if name == "active" else getattr(attempt, name) for name in names)
    return len(attempts)
