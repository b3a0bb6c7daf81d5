"""The official tutorials of the frameworks against the skills of the lessons; one that was used is rated here."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import DataTable, Footer, OptionList, Static
from textual.widgets.option_list import Option

from progress.errors import ProgressError
from tutor.errors import TutorError
from tutor.screens.actions import bindings
from tutor.screens.aids import has_browser
from tutor.screens.base import Heading, TutorScreen
from tutor.screens.home import TITLES
from tutor.screens.literal import literal

if TYPE_CHECKING:
    from progress.tutorials import TutorialRating
    from tutor.tutorials import Matrix, Tutorial

BEST = 7


class TutorialsScreen(TutorScreen):
    """Skills in rows, frameworks in columns; beside it the tutorials of the chosen cell."""

    PLACE = "tutorials"
    AUTO_FOCUS = "#matrix"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("tutorials"),
        Binding("tab,shift+tab", "turn", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.matrix: Matrix | None = None
        self.ratings: dict[tuple[str, str], TutorialRating] = {}
        self._listed: tuple[Tutorial, ...] = ()

    def compose(self) -> ComposeResult:
        """Matrix and list, and one line on how broad each framework's are."""
        yield Heading(id="heading")
        with Horizontal(id="tutorials"):
            yield DataTable[Text](id="matrix", cursor_type="cell", zebra_stripes=False)
            yield OptionList(id="tutorial-list", markup=False)
        yield Static(Content.styled("Reading the list …", "$muted"), id="breadth")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read away from the screen."""
        legend = Content.styled("Tab: list, Enter opens, 1 to 7 rates", "$muted")
        self.query_one(Heading).show(("Tutorials",), legend)
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        try:
            self.matrix, self.ratings = await asyncio.to_thread(self._read)
        except (TutorError, ProgressError) as error:
            self.complain(error)
            return
        self._draw()

    def _read(self) -> tuple[Matrix, dict[tuple[str, str], TutorialRating]]:
        from progress.store import Log
        from progress.tutorials import tutorial_ratings
        from tutor.tutorials import matrix, skills

        with contextlib.closing(Log.open(self.session.database)) as log:
            rated = {(each.framework, each.tutorial): each for each in tutorial_ratings(log)}
        return matrix(self.session.tutorials, skills(self.session.catalog)), rated

    # --- the matrix ------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        assert self.matrix is not None
        table = self.query_one(DataTable)
        table.clear(columns=True)
        for title in ("Skill", *TITLES.values()):
            table.add_column(Text(title))
        taught = True
        for row in self.matrix.rows:
            if taught and not row.taught:
                table.add_row(Text("Beyond the lessons", "bold"), *(Text("") for _ in TITLES), key="")
            taught = row.taught
            cells = (Text(str(len(row.tutorials[key])) if row.tutorials[key] else "·") for key in TITLES)
            table.add_row(Text(row.skill), *cells, key=row.skill)
        covered = [f"{TITLES[key]} {each.covered} of {each.taught}" for key, each in self.matrix.breadth.items()]
        text = f"Skills with a tutorial: {', '.join(covered)}"
        self.query_one("#breadth", Static).update(Content.styled(text, "$muted"))
        table.move_cursor(row=0, column=0)
        self._list(0, 0)

    @on(DataTable.CellHighlighted)
    def _highlighted(self, event: DataTable.CellHighlighted) -> None:
        self._list(event.coordinate.row, event.coordinate.column)

    @on(DataTable.CellSelected)
    def _selected(self) -> None:
        if self._listed:
            self.query_one(OptionList).focus()

    def _list(self, row: int, column: int) -> None:
        """Show the tutorials of a cell; those of all frameworks in the column of the skills."""
        table = self.query_one(DataTable)
        if self.matrix is None or row >= table.row_count:
            return
        skill = table.coordinate_to_cell_key((row, 0)).row_key.value  # type: ignore[arg-type]
        found = next((each.tutorials for each in self.matrix.rows if each.skill == skill), {})
        keys = list(TITLES) if column == 0 else [list(TITLES)[column - 1]]
        self._listed = tuple(each for key in keys for each in found.get(key, ()))
        self._show(0)

    def _show(self, highlighted: int) -> None:
        options = self.query_one(OptionList)
        entries = [Option(self._entry(each)) for each in self._listed]
        empty = Option(Content.styled("No official tutorial on this.", "$muted"), disabled=True)
        options.set_options(entries or [empty])
        if entries:
            options.highlighted = highlighted

    def _entry(self, each: Tutorial) -> Content:
        rated = self.ratings.get((each.framework, each.id))
        own = (f"  you: {rated.rating} of {BEST}", "$accent") if rated else ""
        where = f"\n  {literal(each.url)}\n  {literal(each.runs_on)}; seen {each.seen}"
        return Content.assemble((literal(each.title), "bold"), f"  {TITLES[each.framework]}", own, (where, "$muted"))

    # --- keys ------------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Tutorial | None:
        """The tutorial that is lit up in the list."""
        place = self.query_one(OptionList).highlighted
        return self._listed[place] if place is not None and place < len(self._listed) else None

    def action_turn(self) -> None:
        """Tab: from the matrix to the list and back."""
        table, options = self.query_one(DataTable), self.query_one(OptionList)
        self.set_focus(options if self.focused is table else table)

    @on(OptionList.OptionSelected)
    def _opened(self) -> None:
        self.action_open_tutorial()

    def action_open_tutorial(self) -> None:
        """Enter: the page in the browser, or its address on the clipboard."""
        each = self.chosen
        if each is None:
            return
        if has_browser():
            self.app.open_url(each.url)
            self.tell(f"Opened {each.title} in your browser.")
        else:
            self.app.copy_to_clipboard(each.url)
            self.tell(f"There is no browser here. The address is on your clipboard: {each.url}")

    def action_rate_tutorial(self, position: int) -> None:
        """A digit: how good the chosen tutorial was."""
        from progress.tutorials import TutorialRating

        each = self.chosen
        if each is None:
            return
        rating = position + 1
        self.session.record(lambda recorder: recorder.tutorial_rated(each.framework, each.id, rating))
        self.ratings[each.framework, each.id] = TutorialRating(each.framework, each.id, rating)
        self._show(self.query_one(OptionList).highlighted or 0)
        self.tell(f"{each.title}: {rating} of {BEST}.")

    def action_back(self) -> None:
        """Esc."""
        self.dismiss()
