"""Documentation: the name under the cursor out of the installed framework, a search over its names, linked pages."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from progress.errors import ProgressError
from tutor.errors import TutorError
from tutor.screens.base import WIDE
from tutor.screens.desk import Link
from tutor.screens.docstring import missing, page_text
from tutor.screens.literal import literal
from tutor.screens.widgets.reading import Reading
from tutor.screens.wording import count

if TYPE_CHECKING:
    from progress.events import LookupOrigin
    from tutor.judge.lookup import Name
    from tutor.screens.desk import Desk
    from tutor.search import Names

SHOWN = 100  # results in the list


class Open(NamedTuple):
    """The page that is being read: what it is, what led to it, and since when (monotonic seconds)."""

    symbol: str
    query: str
    found: bool
    origin: LookupOrigin
    since: float


class PageView(Reading, can_focus=False):
    """One page, or why there is none."""

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(id="page-text")

    def show(self, text: Content) -> None:
        """Show another text from its top."""
        self.query_one("#page-text", Static).update(text)
        self.scroll_home(animate=False)


class DocumentsScreen(ModalScreen["Link | None"]):
    """Read on the name under the cursor; type to search; Enter opens. Returns a page to open in the browser."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "close", "Close", show=False, priority=True),
        Binding("tab,shift+tab", "turn", "List or page", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup,ctrl+up", "page(-1)", show=False, priority=True),
        Binding("pagedown,ctrl+down", "page(1)", show=False, priority=True),
    ]
    AUTO_FOCUS = "Input"
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  as Textual declares it

    def __init__(self, desk: Desk, word: str = "", paths: Sequence[str] = ()) -> None:
        """Show what `paths` lead to, if any; `word` is what the learner sees of the name."""
        super().__init__(classes="dialog")
        self.desk = desk
        self.word, self.paths = word, tuple(paths)
        self.reading: Open | None = None
        self._names: Names | None = None
        self._listed: list[Name | Link] = []

    def compose(self) -> ComposeResult:
        """Search over list and page."""
        with Vertical(classes="dialog-box documents-box"):
            yield Static(
                Content(f"Documentation of {literal(self.desk.title)}"), classes="dialog-title", id="documents-title"
            )
            yield Input(placeholder="Search its names", id="search", compact=True)
            with Horizontal(id="documents-body"):
                yield OptionList(id="documents-list", markup=False, compact=True)
                yield PageView(id="page")
            yield Static(id="documents-foot", classes="dialog-foot")

    def on_mount(self) -> None:
        """What is at hand at once, the rest when the framework has answered."""
        self.query_one(OptionList).can_focus = False
        self._list()
        if self.paths:
            self.look_up(self.paths, self.word, "cursor")
        else:
            self.query_one(PageView).show(Content.styled(_START, "$muted"))
            self._turn(reading=False)
        self._load_names()

    # --- the list --------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self) -> None:
        self.desk.signal()
        self._list()
        if self.query_one(Input).value.strip():
            self._turn(reading=False)

    def _list(self) -> None:
        query = self.query_one(Input).value.strip()
        listed: list[Name | Link] = []
        if query and self._names is not None:
            listed = list(self._names.search(query, SHOWN))
        elif not query:
            listed = list(self.desk.links)
        self._listed = listed
        options = self.query_one(OptionList)
        entries: list[Option | None] = []
        heading = ""
        for number, each in enumerate(listed):
            if isinstance(each, Link) and each.kind != heading:
                heading = each.kind
                entries += [Option(Content.styled(heading, "$primary"), disabled=True)]
            entries.append(Option(_entry(each), id=str(number)))
        if not listed:
            entries.append(Option(Content.styled(self._why_empty(query), "$muted"), disabled=True))
        options.set_options(entries)
        options.action_first()

    def _why_empty(self, query: str) -> str:
        if not query:
            return "This task links no pages."
        return "Gathering the names …" if self._names is None else "Nothing has a name like that."

    @work(exclusive=True, group="names")
    async def _load_names(self) -> None:
        try:
            self._names = await asyncio.to_thread(self.desk.names)
        except (TutorError, ProgressError) as error:
            self._say(error.message, error.remedy)
            return
        self._foot()
        if self.query_one(Input).value.strip():
            self._list()

    # --- the page --------------------------------------------------------------------------------------------

    @work(exclusive=True, group="page")
    async def look_up(self, paths: Sequence[str], query: str, origin: LookupOrigin) -> None:
        """Ask the framework and show its answer; what was read before is over."""
        self._over()
        self._turn(reading=True)
        self.query_one(PageView).show(Content.styled(f"Asking {literal(self.desk.title)} …", "$muted"))
        try:
            page = await asyncio.to_thread(self.desk.look_up, paths)
        except (TutorError, ProgressError) as error:
            self._say(error.message, error.remedy)
            return
        symbol = page.name if page else paths[0]
        self.reading = Open(symbol, query, page is not None, origin, time.monotonic())
        self.query_one(PageView).show(page_text(page) if page else missing(query or paths[0], self.desk.title))

    def _say(self, message: str, remedy: str) -> None:
        text = Content.assemble((literal(message), "$warning"), "\n", literal(remedy))
        self.query_one(PageView).show(text)

    def _over(self) -> None:
        """What was open has been read."""
        if self.reading is not None:
            self.desk.read(self.reading, time.monotonic() - self.reading.since)
            self.reading = None

    def on_unmount(self) -> None:
        """However the screen went away, what was read counts."""
        self._over()

    @on(PageView.Scrolled)
    def _reads(self) -> None:
        self.desk.signal()

    # --- keys ------------------------------------------------------------------------------------------------

    def _turn(self, *, reading: bool) -> None:
        self.set_class(reading, "-reading")
        self._foot()

    def _foot(self) -> None:
        names = f"{count(len(self._names), 'name')}. " if self._names is not None else ""
        what = "↑ ↓ read, Tab: list" if self.has_class("-reading") else "↑ ↓ choose, Enter opens, Tab: page"
        text = f"{names}Type to search. {what}, Esc closes."
        self.query_one("#documents-foot", Static).update(Content.styled(text, "$muted"))

    def action_turn(self) -> None:
        """Tab: the arrows move in the list, or in the page."""
        self._turn(reading=not self.has_class("-reading"))

    def action_move(self, step: int) -> None:
        """Up and down: in the list or in the page, whichever is in use."""
        self.desk.signal()
        options = self.query_one(OptionList)
        if self.has_class("-reading"):
            self.query_one(PageView).scroll_relative(y=step * 2, animate=False)
        elif step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_page(self, step: int) -> None:
        """Page up and down: the page, wherever the arrows are."""
        view = self.query_one(PageView)
        (view.scroll_page_down if step > 0 else view.scroll_page_up)(animate=False)

    @on(Input.Submitted)
    def _enter(self) -> None:
        options = self.query_one(OptionList)
        if self.has_class("-reading") or options.highlighted is None:
            return
        self._open(options.get_option_at_index(options.highlighted).id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._open(event.option_id)

    def _open(self, number: str | None) -> None:
        self.desk.signal()
        if number is None:
            return
        chosen = self._listed[int(number)]
        if isinstance(chosen, Link):
            self.dismiss(chosen)
        else:
            self.look_up([chosen.name], self.query_one(Input).value.strip(), "search")

    def action_close(self) -> None:
        """Esc."""
        self.dismiss(None)


_START = (
    "Put the cursor on a name in your code and press F1 to read on it here. Or type what you remember of a name, "
    "choose, and press Enter."
)


def _entry(each: Name | Link) -> Content:
    if isinstance(each, Link):
        return Content.assemble((literal(each.title), "bold"), (f"\n  {literal(each.url)}", "$muted"))
    return Content.assemble((literal(each.name), "bold"), (f"  {each.kind}\n  {literal(each.summary)}", "$muted"))
