"""DataShop: transactions, tab-separated, with the columns that its import documents.

A task in a framework is a problem with one step, a check is an attempt at it, a hint shown is a hint request. The
skill is the knowledge component, the framework is both a level of the hierarchy and the condition. Times are UTC.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TextIO

from progress.export.moments import Happening, happenings
from progress.report.model import TaskInfo
from progress.store import Log

COLUMNS = (
    "Anon Student Id", "Session Id", "Time", "Time Zone", "Student Response Type", "Student Response Subtype",
    "Tutor Response Type", "Tutor Response Subtype", "Level (Framework)", "Level (Unit)", "Problem Name",
    "Problem View", "Step Name", "Outcome", "Selection", "Action", "Input", "Feedback Classification", "Help Level",
    "Total Num Hints", "Condition Name", "Condition Type", "KC (Skill)", "CF (Active Seconds)", "CF (Error Class)",
    "CF (Task Id)", "CF (Level)",
)  # fmt: skip
STEP = "pass the check"


def write(log: Log, tasks: Sequence[TaskInfo], out: TextIO, *, anonymise: bool = False) -> int:
    """Write one transaction a row; return how many. Open the file with newline="" and as UTF-8."""
    table = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    table.writeheader()
    count = 0
    for happening in happenings(log, tasks, anonymise=anonymise):
        if happening.kind == "check_finished" or happening.kind == "hint_shown":
            table.writerow({name: _plain(cell) for name, cell in _row(happening).items()})
            count += 1
    return count


def _row(happening: Happening) -> dict[str, object]:
    info = happening.info
    row: dict[str, object] = {
        "Anon Student Id": happening.learner,
        "Session Id": happening.session,
        "Time": f"{happening.at:%Y-%m-%d %H:%M:%S}.{happening.at.microsecond // 1000:03d}",
        "Time Zone": "UTC",
        "Level (Framework)": happening.framework,
        "Level (Unit)": info.unit if info else "unknown",
        "Problem Name": happening.name,
        "Problem View": happening.times,
        "Step Name": STEP,
        "Condition Name": happening.framework,
        "Condition Type": "framework",
        "KC (Skill)": info.skill if info else "",
        "CF (Task Id)": happening.task,
        "CF (Level)": info.level if info else "",
    }
    if happening.kind == "hint_shown":
        return row | {
            "Student Response Type": "HINT_REQUEST",
            "Tutor Response Type": "HINT_MSG",
            "Outcome": "HINT",
            "Selection": "hint",
            "Action": "show",
            "Help Level": happening.payload.get("level", ""),
            "Total Num Hints": happening.payload.get("levels", ""),
        }
    payload = happening.payload
    return row | {
        "Student Response Type": "ATTEMPT",
        "Tutor Response Type": "RESULT",
        "Tutor Response Subtype": payload.get("outcome", ""),
        "Outcome": "CORRECT" if payload.get("outcome") == "passed" else "INCORRECT",
        "Selection": "code",
        "Action": "check",
        "Feedback Classification": payload.get("mistake") or "",
        "CF (Active Seconds)": round(happening.active_s, 3),
        "CF (Error Class)": payload.get("error_class") or "",
    }


def _plain(cell: object) -> str:
    """Return a cell without what would end it: the format has no quoting."""
    return " ".join(str(cell).split())
