"""Numbers as words: durations, dates gone by, bars."""

from __future__ import annotations

from datetime import datetime

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0


def duration(seconds: float | None) -> str:
    """A duration as a learner reads it: "4 ms", "0.4 s", "45 s", "4 min 05 s", "2 h 10 min"; "–" for none."""
    if seconds is None:
        return "–"
    if 0 < seconds < 0.0995:
        return f"{seconds * 1000:.2g} ms"
    if seconds < 9.95:
        return f"{seconds:.2g} s" if seconds < 0.995 else f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < MINUTE:
        return f"{whole} s"
    if whole < HOUR and whole % 60 == 0:
        return f"{whole // 60} min"
    if whole < HOUR:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


def ago(then: datetime | None, now: datetime) -> str:
    """How long ago something was: "just now", "5 minutes ago", "yesterday", "12 Mar 2026"."""
    if then is None:
        return "not started"
    gone = (now - then).total_seconds()
    if gone < 2 * MINUTE:
        return "just now"
    if gone < 2 * HOUR:
        return f"{int(gone // MINUTE)} minutes ago"
    if gone < DAY:
        return f"{int(gone // HOUR)} hours ago"
    if gone < 2 * DAY:
        return "yesterday"
    if gone < 14 * DAY:
        return f"{int(gone // DAY)} days ago"
    return f"{then.day} {then:%b %Y}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 task", "3 tasks"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def bar(done: int, total: int, width: int) -> tuple[str, str]:
    """The filled and the empty part of a progress bar, `width` cells together."""
    filled = 0 if total <= 0 else round(width * done / total)
    if done > 0:
        filled = max(1, filled)
    if done < total:
        filled = min(filled, width - 1)
    return "━" * filled, "─" * (width - filled)
