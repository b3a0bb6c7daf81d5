"""The list of keys, from the table of actions."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tutor.screens.actions import EDITOR, PLACES, Place, at
from tutor.screens.literal import literal

if TYPE_CHECKING:
    from progress.report.findings import Figure

COLUMN = 23


class HelpScreen(ModalScreen[None]):
    """What the figures are that stand where it was asked for, the keys of that place, and those that work anywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,ctrl+g,question_mark,q", "dismiss", "Close", show=False)
    ]

    def __init__(self, place: Place, explained: tuple[Figure, ...] = ()) -> None:
        super().__init__(classes="dialog")
        self.place = place
        self.explained = explained

    def compose(self) -> ComposeResult:
        """One block for each place."""
        with Vertical(classes="dialog-box help-box"):
            yield Static(Content("What is this?" if self.explained else "Keys"), classes="dialog-title")
            with VerticalScroll(classes="dialog-scroll"):
                yield Static(id="help-keys")
            yield Static(Content.styled("Esc closes. Ctrl+P finds an action by its name.", "$muted"))

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """The descriptions wrap beside their keys."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        width = self.query_one(VerticalScroll).scrollable_content_region.width
        blocks = [*(definition(each, width - 1) for each in self.explained), keys(self.place, width - 1)]
        self.query_one("#help-keys", Static).update(Content("\n\n").join(blocks))


def definition(figure: Figure, width: int) -> Content:
    """What a figure is, how many observations are behind it and where its formula is from."""
    rows = (literal(figure.what), f"n = {figure.n} {figure.of}. Source: {figure.source}.")
    lines = [Content.styled(figure.title, "bold $primary")]
    lines += [Content(f"  {line}") for line in textwrap.wrap(rows[0], max(20, width - 2))]
    lines += [Content.styled(f"  {line}", "$muted") for line in textwrap.wrap(rows[1], max(20, width - 2))]
    return Content("\n").join(lines)


def keys(place: Place, width: int) -> Content:
    """The keys of `place` and of anywhere, and the editor's if that is where they are, `width` cells wide."""
    blocks = [(PLACES[place], [(action.shown, action.description) for action in at(place)])]
    if place == "lesson":
        blocks.append(("Editor", list(EDITOR)))
    blocks.append((PLACES["anywhere"], [(action.shown, action.description) for action in at("anywhere")]))
    lines: list[Content] = []
    for title, rows in blocks:
        lines.append(Content.styled(title, "bold $primary"))
        for name, what in rows:
            left, right = textwrap.wrap(name, COLUMN - 1), textwrap.wrap(what, max(20, width - COLUMN - 2))
            for part, line in zip_longest(left, right, fillvalue=""):
                lines.append(Content.assemble((f"  {part:<{COLUMN}}", "$accent"), line))
        lines.append(Content(""))
    return Content("\n").join(lines[:-1])
