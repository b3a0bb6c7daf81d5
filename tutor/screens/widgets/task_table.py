"""Every task that was begun, in a table that sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text
from textual.widgets import DataTable

from progress.report import wording
from tutor.screens.literal import literal
from tutor.screens.wording import duration

if TYPE_CHECKING:
    from progress.report.findings import Analysis
    from progress.report.model import TaskProgress

COLUMNS = ("Task", "Framework", "Time", "Of par", "Attempts", "Hints", "Verdicts")
NUMBERS = (2, 3, 4, 5)
NAMED = {"open": "open", "skipped": "skipped", "new": ""}
LONGEST_TITLE = 34


class Row(NamedTuple):
    """One task in one framework: how it sorts and what it says, column by column."""

    task: str
    framework: str
    keys: tuple[str | float, ...]
    cells: tuple[str, ...]


class TaskTable(DataTable[Text]):
    """The tasks begun. `chosen` is the one under the cursor; S or a click on a heading sorts."""

    def __init__(self, found: Analysis) -> None:
        super().__init__(id="task-table", cursor_type="row", zebra_stripes=False)
        tried = {(one.task, one.framework): wording.tried(one) for one in found.history}
        self.entries = [
            _row(row, tried.get((row.info.key, row.framework), "")) for row in found.tasks if row.state != "new"
        ]
        self.column: int | None = None  # none: the order of the curriculum
        self.falling = False

    def on_mount(self) -> None:
        """Fill it."""
        self._fill()

    @property
    def chosen(self) -> tuple[str, str] | None:
        """The task's key and the framework under the cursor."""
        if not self.entries:
            return None
        entry = self.entries[self.cursor_row]
        return entry.task, entry.framework

    def sort_by_next(self) -> None:
        """By the column after the one it is sorted by; times and numbers with the largest first."""
        self.sort_by(0 if self.column is None else (self.column + 1) % len(COLUMNS))

    def sort_by(self, column: int) -> None:
        """By this column; once more turns the order round."""
        self.falling = not self.falling if column == self.column else column in NUMBERS
        self.column = column
        self.entries.sort(key=lambda entry: entry.keys[column], reverse=self.falling)
        self._fill()

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        """A click on a heading."""
        self.sort_by(event.column_index)

    def _fill(self) -> None:
        self.clear(columns=True)
        for place, name in enumerate(COLUMNS):
            mark = "" if place != self.column else " ▾" if self.falling else " ▴"
            self.add_column(Text(name + mark))
        for entry in self.entries:
            self.add_row(*(_cell(cell, right=at in NUMBERS) for at, cell in enumerate(entry.cells)))
        if not self.entries:
            self.add_row(Text("None is begun yet."))


def _cell(text: str, *, right: bool) -> Text:
    return Text(text, justify="right" if right else "left")


def _row(row: TaskProgress, verdicts: str) -> Row:
    title = literal(row.info.title).replace("\n", " ")
    if len(title) > LONGEST_TITLE:
        title = title[: LONGEST_TITLE - 1] + "…"
    par_s = row.info.par_minutes * 60
    of_par = row.active_s / par_s if par_s > 0 else 0.0
    history = verdicts or NAMED.get(row.state, "")
    return Row(
        row.info.key,
        row.framework,
        (title.lower(), row.framework, row.active_s, of_par, row.attempts, row.hints, history),
        (
            title,
            wording.title_of(row.framework),
            duration(row.active_s),
            f"{wording.number(of_par)} ×" if par_s > 0 else "–",
            str(row.attempts),
            str(row.hints),
            history,
        ),
    )
