"""The ten statements of the System Usability Scale, one after the other."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from progress.ratings import SCALE, STATEMENTS


class RatingScreen(ModalScreen[tuple[int, ...] | None]):
    """Returns the ten answers, 1 to 5, in order; None if the learner would rather not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(answer), f"answer({answer})", show=False) for answer in range(1, 6)),
        Binding("backspace,left", "again", show=False),
        Binding("escape", "decline", show=False),
    ]

    def __init__(self, title: str) -> None:
        super().__init__(classes="dialog")
        self.framework = title
        self.given: list[int] = []

    def compose(self) -> ComposeResult:
        """The statement and what the keys mean."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(f"What do you think of {self.framework}?"), classes="dialog-title")
            yield Static(id="statement", classes="dialog-text")
            scale = "\n".join(f"{number}  {words}" for number, words in enumerate(SCALE, start=1))
            yield Static(Content(scale), classes="dialog-text")
            foot = "1 to 5 answers, Backspace goes back one. Esc skips all; you will not be asked again."
            yield Static(Content.styled(foot, "$muted"), classes="dialog-text")

    def on_mount(self) -> None:
        """The first statement."""
        self._draw()

    def _draw(self) -> None:
        place = len(self.given)
        number = Content.styled(f"{place + 1} of {len(STATEMENTS)}  ", "$muted")
        self.query_one("#statement", Static).update(
            Content.assemble(number, (STATEMENTS[place].format(self.framework), "bold"))
        )

    def action_answer(self, answer: int) -> None:
        """A digit: on to the next statement, and after the last one done."""
        if len(self.given) == len(STATEMENTS):  # keys that arrive while it closes
            return
        self.given.append(answer)
        if len(self.given) == len(STATEMENTS):
            self.dismiss(tuple(self.given))
        else:
            self._draw()

    def action_again(self) -> None:
        """Backspace: the statement before."""
        if self.given:
            self.given.pop()
            self._draw()

    def action_decline(self) -> None:
        """Esc."""
        self.dismiss(None)
