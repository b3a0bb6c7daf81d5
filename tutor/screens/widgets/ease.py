"""The single ease question: one line, one key, and out of the way."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

ANSWERS = frozenset("1234567")


class EaseQuestion(Static, can_focus=True):
    """Asks how easy a task was. 1 to 7 answers; any other key that nobody else takes skips it."""

    @dataclass
    class Answered(Message):
        """The learner answered from 1 (very hard) to 7 (very easy), or with None skipped the question."""

        ease: int | None

    def __init__(self) -> None:
        super().__init__(id="ease")
        self.display = False

    def ask(self) -> None:
        """Show the question and wait for a key."""
        self.update(
            Content.assemble(
                ("How easy was this task?  ", "bold"),
                ("1", "bold $accent"),
                " very hard … ",
                ("7", "bold $accent"),
                " very easy   ",
                ("Esc skips", "$muted"),
            )
        )
        self.display = True
        self.focus()

    @property
    def asking(self) -> bool:
        """Whether the question is on the screen."""
        return bool(self.display)

    def settle(self, ease: int | None = None) -> None:
        """Take the answer, and go."""
        if self.asking:
            self.display = False
            self.post_message(self.Answered(ease))

    def on_key(self, event: events.Key) -> None:
        """A digit answers; whoever types on has skipped the question."""
        if event.character in ANSWERS:
            event.stop()
            self.settle(int(event.character or ""))
        elif event.is_printable:
            event.stop()
            self.settle()
