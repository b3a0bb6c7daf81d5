"""How a task can stand, as a mark, words and a colour; the same on every screen."""

from __future__ import annotations

STATES = {
    "new": ("○", "new", "$muted"),
    "open": ("◐", "open", "$accent"),
    "unaided": ("●", "done unaided", "$success"),
    "aided": ("●", "done with help", "$primary"),
    "revealed": ("●", "solution seen", "$primary"),
    "skipped": ("◌", "skipped", "$muted"),
}
