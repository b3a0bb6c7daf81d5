"""The reference solution beside the learner's own."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer

from tutor.screens.base import WIDE
from tutor.screens.widgets.editor import Editor


class SolutionScreen(ModalScreen[None]):
    """Two texts to read: theirs may be copied from, neither can be changed here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f4", "dismiss", "Back to your code", key_display="Esc"),
        Binding("tab,shift+tab,ctrl+t", "app.focus_next", "The other side", key_display="Tab", priority=True),
    ]
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  as Textual declares it
    AUTO_FOCUS = "#reference"

    def __init__(self, own: str, reference: str) -> None:
        super().__init__()
        self.own = own
        self.reference = reference

    def compose(self) -> ComposeResult:
        """Side by side where there is room, else one over the other."""
        with Horizontal(id="solutions"):
            with Vertical(classes="pane") as own:
                own.border_title = Content("Yours")
                yield Editor(self.own, read_only=True, id="own")
            with Vertical(classes="pane") as reference:
                reference.border_title = Content("Reference")
                yield Editor(self.reference, read_only=True, id="reference")
        yield Footer(show_command_palette=False)
