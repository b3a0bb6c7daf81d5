"""Small windows over a screen: a question with two answers, and a notice."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from tutor.screens.literal import content


class Question(ModalScreen[bool]):
    """Asks before something that cannot be undone, or that is recorded. Esc and the first answer are "no"."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("n,escape", "answer(False)", "No", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, text: str, yes: str, no: str = "No, go on") -> None:
        super().__init__(classes="dialog")
        self.heading = title
        self.text = text
        self.answers = (no, yes)

    def compose(self) -> ComposeResult:
        """Title, text and the two answers."""
        with Vertical(classes="dialog-box"):
            yield Static(content(self.heading), classes="dialog-title")
            yield Static(content(self.text), classes="dialog-text")
            with Horizontal(classes="dialog-buttons"):
                yield Button(content(self.answers[0]), id="no", compact=True)
                yield Button(content(self.answers[1]), id="yes", compact=True)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """Take the answer from a key."""
        self.dismiss(yes)


class Notice(ModalScreen[None]):
    """Says something that the learner should have read; any of Enter, Space and Esc closes it."""

    AUTO_FOCUS = "#close"  # the button takes Enter, whatever can scroll takes the arrows
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,space", "dismiss", "Close", show=False)]

    def __init__(self, title: str, text: str, remedy: str = "", *, trouble: bool = False) -> None:
        super().__init__(classes="dialog")
        self.heading = title
        self.text = text
        self.remedy = remedy
        self.trouble = trouble

    def compose(self) -> ComposeResult:
        """Title, text, and what to do about it."""
        with Vertical(classes="dialog-box" + (" trouble" if self.trouble else "")):
            yield Static(content(self.heading), classes="dialog-title")
            with VerticalScroll(classes="dialog-scroll"):
                yield Static(content(self.text), classes="dialog-text")
                if self.remedy:
                    yield Static(Content.assemble(("→ ", "$accent"), content(self.remedy)), classes="dialog-text")
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content("Close"), id="close", compact=True)

    @on(Button.Pressed)
    def _pressed(self) -> None:
        self.dismiss()
