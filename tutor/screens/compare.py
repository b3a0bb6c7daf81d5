"""The five questions: frameworks beside one another, with what was measured here, and the reader's own weights."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import DataTable, Footer, Static

from progress.errors import ProgressError
from tutor.errors import TutorError
from tutor.screens.actions import bindings
from tutor.screens.base import WIDE, Heading, TutorScreen
from tutor.screens.home import TITLES
from tutor.screens.literal import content
from tutor.screens.widgets.dialog import Notice

if TYPE_CHECKING:
    from progress.scorecard import Row, Scorecard

MARGINS = 6  # of the table, and its scroll bar
NARROWEST, WIDEST = 30, 36  # cells for the titles of figures
MOST = 5  # a question counts from 0 to this many times


class CompareScreen(TutorScreen):
    """One row a figure under its question; reads the log when shown and changes nothing in it."""

    PLACE = "compare"
    AUTO_FOCUS = "#scorecard"
    BINDINGS: ClassVar[list[BindingType]] = bindings("compare")

    def __init__(self) -> None:
        super().__init__()
        self.card: Scorecard | None = None
        self.weights: dict[str, float] = {}
        self._rows: list[Row | None] = []  # of the table; None for a question's line

    def compose(self) -> ComposeResult:
        """Heading, table, and the order that the weights give."""
        yield Heading(id="heading")
        yield DataTable[Text](id="scorecard", cursor_type="row", zebra_stripes=False)
        yield Static(Content.styled("Reading the log …", "$muted"), id="order")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the log away from the screen."""
        legend = Content.styled("↓ less is better, ↑ more is better", "$muted")
        self.query_one(Heading).show(("Compare",), legend)
        self._load()

    def on_resize(self) -> None:
        """Intervals stand where there is room."""
        self._draw()

    @work(exclusive=True)
    async def _load(self) -> None:
        try:
            self.card = await asyncio.to_thread(self.session.scorecard)
        except (TutorError, ProgressError) as error:
            self.complain(error)
            return
        self._draw()

    def _draw(self) -> None:
        from progress.scorecard import QUESTIONS, faces

        card = self.card
        if card is None:
            return
        table = self.query_one(DataTable)
        cursor = table.cursor_row
        table.clear(columns=True)
        wide = self.size.width >= WIDE
        titles = WIDEST if wide else NARROWEST
        room = self.size.width - MARGINS - titles - 2 * (1 + len(card.frameworks))
        table.add_column(Text(""), width=titles)
        for name in card.frameworks:
            table.add_column(Text(TITLES.get(name, name)), width=max(room // len(card.frameworks), 8))
        self._rows = []
        look = self.app.current_theme
        for question, words in QUESTIONS.items():
            weight = self.weights.get(question, 1.0)
            times = "" if weight == 1 else f"   × {weight:g}"
            heading = Text.assemble((words, f"bold {look.primary}"), (times, "bold"))
            table.add_row(heading, height=None)
            self._rows.append(None)
            for row in card.of(question):
                cells = [faces.figure(row.cells[name], wide) for name in card.frameworks]
                muted = look.variables["muted"]
                table.add_row(
                    Text(f"  {faces.named(row)}"),
                    *(Text(cell, muted if cell == faces.NOT_MEASURED else "") for cell in cells),
                    height=None,
                )
                self._rows.append(row)
        table.move_cursor(row=min(cursor, table.row_count - 1))
        self._draw_order()

    def _draw_order(self) -> None:
        from progress.scorecard import faces, order

        if self.card is not None:
            self.query_one("#order", Static).update(content(faces.ordered(order(self.card, self.weights))))

    # --- the chosen row --------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Row | None:
        """The figure under the cursor; on a question's line the first figure of that question."""
        at = self.query_one(DataTable).cursor_row
        return next((row for row in self._rows[at : at + 2] if row is not None), None)

    def action_detail(self) -> None:
        """Enter: method and raw numbers."""
        from progress.scorecard import faces

        row, card = self.chosen, self.card
        if row is not None and card is not None:
            lines = [*faces.details(row, card.frameworks), "", *card.notes]
            self.app.push_screen(Notice(row.title, "\n".join(lines)))

    @on(DataTable.RowSelected)
    def _selected(self) -> None:
        self.action_detail()

    def action_weigh_more(self) -> None:
        """+: the question counts once more."""
        self._weigh(1.0)

    def action_weigh_less(self) -> None:
        """-: the question counts once less, down to not at all."""
        self._weigh(-1.0)

    def _weigh(self, change: float) -> None:
        row = self.chosen
        if row is not None:
            now = self.weights.get(row.question, 1.0) + change
            self.weights[row.question] = min(max(now, 0.0), MOST)
            self._draw()

    def action_back(self) -> None:
        """Esc."""
        self.dismiss()
