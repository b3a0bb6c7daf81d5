"""A framework on the home screen: whether it is there, and how far the learner is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from tutor.screens.literal import literal
from tutor.screens.wording import ago, bar


@dataclass(frozen=True)
class CardData:
    """What a card says. `version` and `device` of a framework that is there, else `missing` and `remedy`."""

    version: str = ""
    device: str = ""
    missing: str = ""
    remedy: str = ""
    done: int = 0
    total: int = 0
    last: datetime | None = None
    note: str = ""


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
            self.update(card_content(self.card, self.content_size.width, datetime.now().astimezone()))


def card_content(card: CardData, width: int, now: datetime) -> Content:
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
    return Content.assemble(where, "\n\n", progress)
