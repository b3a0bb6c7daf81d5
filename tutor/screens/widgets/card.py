"""A framework on the home screen: whether it is there, and how far the learner is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from tutor.screens.literal import literal
from tutor.screens.widgets.states import STATES
from tutor.screens.wording import ago, bar

TALL = 34  # rows from which a card has room for the units


@dataclass(frozen=True)
class CardData:
    """What a card says. `version` and `device` of a framework that is there, else `missing` and `remedy`.

    `units` gives each unit's title and the states of its tasks.
    """

    version: str = ""
    device: str = ""
    missing: str = ""
    remedy: str = ""
    done: int = 0
    total: int = 0
    last: datetime | None = None
    note: str = ""
    units: tuple[tuple[str, tuple[str, ...]], ...] = ()


class FrameworkCard(Static, can_focus=True):
    """One framework; Enter or a click opens it."""

    @dataclass
    class Chosen(Message):
        """The learner wants this framework."""

        framework: str

    def __init__(self, framework: str, title: str) -> None:
        super().__init__(id=f"card-{framework}", classes="card")
        self.framework = framework
        self.border_title = Content(title)
        self.card: CardData | None = None

    def show(self, card: CardData) -> None:
        """Fill the card in."""
        self.card = card
        self.set_class(bool(card.missing), "missing")
        self._draw()

    def on_resize(self) -> None:
        """The bar is as long as the card is wide."""
        self._draw()

    def on_click(self, event: Click) -> None:
        """Choose this framework."""
        event.stop()
        self.post_message(self.Chosen(self.framework))

    def _draw(self) -> None:
        if self.card is not None:
            tall = self.app.size.height >= TALL
            now = datetime.now().astimezone()
            width = self.content_size.width - 1  # the height is found for a width that may be rounded down
            self.update(card_content(self.card, width, now, with_units=tall))


def card_content(card: CardData, width: int, now: datetime, *, with_units: bool = False) -> Content:
    """The inside of a card that is `width` cells wide."""
    if card.missing:
        where = Content.assemble((literal(card.missing), "$warning"), "\n\n", (literal(card.remedy), "$foreground 80%"))
    else:
        where = Content.assemble((literal(card.version), "$foreground"), (f"  {literal(card.device)}", "$muted"))
        if card.note:
            where = Content.assemble(where, "\n", (literal(card.note), "$warning"))
    if card.missing and not card.done:
        return where
    filled, empty = bar(card.done, card.total, max(4, width))
    progress = Content.assemble(
        (filled, "$success" if card.done == card.total else "$primary"),
        (empty, "$border-blurred"),
        "\n",
        (f"{card.done}", "bold"),
        (f" of {card.total} tasks done", ""),
        "\n",
        (ago(card.last, now), "$muted"),
    )
    if with_units and card.units:
        lines = [_unit_line(title, states, width) for title, states in card.units]
        progress = Content.assemble(progress, "\n\n", Content("\n").join(lines))
    return Content.assemble(where, "\n\n", progress)


def _unit_line(title: str, states: tuple[str, ...], width: int) -> Content:
    """A unit with a mark for each of its tasks, the marks at the right."""
    marks = [(STATES[state][0], STATES[state][2]) for state in states]
    room = max(4, width - len(marks) - 1)
    shown = title if len(title) <= room else title[: room - 1] + "…"
    return Content.assemble((f"{literal(shown):<{room}} ", "$foreground 80%"), *marks)
