"""A pane that is read: scrolling in it tells the clock that the learner is at work."""

from __future__ import annotations

from dataclasses import dataclass

from textual.containers import VerticalScroll
from textual.message import Message


class Reading(VerticalScroll, can_focus=True):
    """Scrolls, and says so."""

    @dataclass
    class Scrolled(Message):
        """The learner reads on."""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Reading is work too: tell the clock."""
        super().watch_scroll_y(old_value, new_value)
        if old_value != new_value:
            self.post_message(self.Scrolled())
