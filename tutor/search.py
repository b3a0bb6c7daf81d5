"""Fuzzy search over names: what one remembers of a name finds it, misspelt too."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tutor.judge.lookup import Name

LIMIT = 200
_WORDS = 4  # letters from which a word is looked for in summaries too
_CLOSE = 0.72  # of difflib's ratio, for names that are merely like it


class _Entry(NamedTuple):
    """A name as it is compared: small letters, no underscores."""

    name: Name
    full: str
    last: str
    summary: str


class Names:
    """Names to be searched again and again, as while someone types."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._entries = [
            _Entry(each, full := _squeezed(each.name), full.rpartition(".")[2], each.summary.lower()) for each in names
        ]

    def __len__(self) -> int:
        return len(self._entries)

    def search(self, query: str, limit: int = LIMIT) -> tuple[Name, ...]:
        """Return the names that `query` may mean, the likeliest first; each of its words must fit. None for nothing.

        Best are names that end in it, then those whose last part begins with it or holds it, then the rest of the
        name, letters left out between, and the first sentence on it. If nothing fits, the names most like it.
        """
        words = _squeezed(query).split()
        if not words:
            return ()
        found: list[tuple[int, int, str, Name]] = []
        for entry in self._entries:
            scores = [_score(entry, word) for word in words]
            if None not in scores:
                found.append((sum(each or 0 for each in scores), len(entry.full), entry.full, entry.name))
        if not found:
            return self._alike(words[-1].rpartition(".")[2], limit)
        return tuple(name for *_, name in sorted(found, key=lambda row: (*row[:3], row[3].name))[:limit])

    def _alike(self, word: str, limit: int) -> tuple[Name, ...]:
        lasts = {entry.last: entry.name for entry in reversed(self._entries)}
        close = difflib.get_close_matches(word, lasts, n=min(limit, 8), cutoff=_CLOSE)
        return tuple(lasts[each] for each in close)


def _squeezed(text: str) -> str:
    return text.lower().replace("_", "")


def _score(entry: _Entry, word: str) -> int | None:
    """How far off the word is, from 0; None where it does not fit at all."""
    full, last = entry.full, entry.last
    if full == word or last == word or full.endswith("." + word):
        return 0
    if last.startswith(word):
        return 1
    if word in last:
        return 2
    if word in full:
        return 3
    if len(word) > 2 and _within(word, last):
        return 5
    if len(word) >= _WORDS and word in entry.summary:
        return 6
    return 8 if len(word) > 2 and _within(word, full) else None


def _within(word: str, text: str) -> bool:
    """Whether the letters of `word` stand in `text` in this order, the first of them in front."""
    if text[:1] != word[:1]:
        return False
    letters = iter(text)
    return all(letter in letters for letter in word)
