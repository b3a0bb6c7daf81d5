"""The list of keys, from the table of actions."""

from __future__ import annotations

import textwrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tutor.screens.actions import EDITOR, PLACES, Place, at

COLUMN = 23


class HelpScreen(ModalScreen[None]):
    """The keys of the place where it was asked for, then those that work anywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,ctrl+g,question_mark,q", "dismiss", "Close", show=False)
    ]

    def __init__(self, place: Place) -> None:
        super().__init__(classes="dialog")
        self.place = place

    def compose(self) -> ComposeResult:
        """One block for each place."""
        with Vertical(classes="dialog-box help-box"):
            yield Static(Content("Keys"), classes="dialog-title")
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
        self.query_one("#help-keys", Static).update(keys(self.place, width - 1))


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
            first, *rest = textwrap.wrap(what, max(20, width - COLUMN - 2))
            lines.append(Content.assemble((f"  {name:<{COLUMN}}", "$accent"), first))
            lines += [Content(" " * (COLUMN + 2) + line) for line in rest]
        lines.append(Content(""))
    return Content("\n").join(lines[:-1])
