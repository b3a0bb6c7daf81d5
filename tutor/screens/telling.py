"""What it took to set a framework up by oneself: four numbers, asked once, and no is an answer."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.validation import Number
from textual.widgets import Input, Static

from progress.store import Log
from progress.told import setup_asked
from tutor.errors import TutorError

if TYPE_CHECKING:
    from tutor.screens.session import Session


class Told(NamedTuple):
    """The answers; None where one was left out."""

    minutes: float | None
    commands: int | None
    failures: int | None
    ease: int | None


def to_be_told(session: Session, framework: str) -> bool:
    """Whether to ask: what runs is an environment that the learner made, and they were not asked before.

    From any thread; raises ProgressError.
    """
    from tutor.frameworks import Found

    found = None
    with contextlib.suppress(TutorError):  # told where it matters
        found = session.find(framework)
    if not isinstance(found, Found) or found.origin not in ("own", "settings") or framework == "neon":
        return False
    with contextlib.closing(Log.open(session.database)) as log:
        return not setup_asked(log, framework)


class TellingScreen(ModalScreen[Told | None]):
    """Returns what was told; None if the learner would rather not say, or said nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "decline", show=False)]
    DEFAULT_CSS = """
    TellingScreen .telling { height: 1; margin-top: 1; }
    TellingScreen .telling Static { width: 1fr; }
    TellingScreen Input { width: 12; height: 1; border: none; padding: 0 1; }
    """
    QUESTIONS: ClassVar[dict[str, tuple[str, float, float]]] = {
        "minutes": ("Minutes until the first import worked", 0, 1e6),
        "commands": ("Commands that you typed", 0, 1e6),
        "failures": ("How many of them failed", 0, 1e6),
        "ease": ("How easy, 1 (very hard) to 7 (very easy)", 1, 7),
    }

    def __init__(self, title: str) -> None:
        super().__init__(classes="dialog")
        self.framework = title

    def compose(self) -> ComposeResult:
        """Four lines to fill in."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(f"You set {self.framework} up by yourself"), classes="dialog-title")
            what = "What did it take? It stands beside what dltutor setup measures. Guesses are welcome."
            yield Static(Content(what), classes="dialog-text")
            for name, (question, low, high) in self.QUESTIONS.items():
                with Horizontal(classes="telling"):
                    yield Static(Content(question))
                    kind: Literal["number", "integer"] = "number" if name == "minutes" else "integer"
                    yield Input(id=f"telling-{name}", type=kind, validators=[Number(low, high)], valid_empty=True)
            foot = "Enter goes on, and after the last notes it. Esc skips all; you will not be asked again."
            yield Static(Content.styled(foot, "$muted"), classes="dialog-text")

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query(Input).first().focus()

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        fields = list(self.query(Input))
        wrong = next((field for field in fields if not field.is_valid), None)
        if wrong is not None and (event.input is wrong or event.input is fields[-1]):
            wrong.focus()
        elif event.input is not fields[-1]:
            fields[fields.index(event.input) + 1].focus()
        else:
            said = [field.value.strip() for field in fields]
            minutes = float(said[0]) if said[0] else None
            told = Told(minutes, *(int(value) if value else None for value in said[1:]))
            self.dismiss(told if any(said) else None)

    def action_decline(self) -> None:
        """Esc."""
        self.dismiss(None)
