"""Bytes and seconds in words."""

from __future__ import annotations


def amount(number: int) -> str:
    """Return a number of bytes as people say it: "3.6 MB"."""
    size = float(number)
    for unit in ("bytes", "kB", "MB"):
        if size < 999.5:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:.3g} GB"


def seconds(number: float) -> str:
    """Return a duration as people say it: "5.1 s", "3 min 5 s"."""
    if number < 59.5:
        return f"{number:.2g} s"
    return f"{round(number) // 60} min {round(number) % 60} s"
