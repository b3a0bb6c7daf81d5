"""Where the active time went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import isfinite

import msgspec

from progress.stats.results import Share, Shares

ERROR_CLASSES = (
    "shape",
    "dtype",
    "device",
    "not_finite",
    "wrong_value",
    "api_misuse",
    "name",
    "syntax",
    "timeout",
    "memory",
    "crash",
    "other",
)
FIRST_TRY = "before the first check"
NO_ERROR = "after a pass"


class Spell(msgspec.Struct, frozen=True):
    """Active `seconds` in one task; `error` is the class of the failure being worked on, FIRST_TRY or NO_ERROR."""

    seconds: float
    error: str
    unit: str
    framework: str


def spells(
    active_at: Sequence[float], errors: Sequence[str | None], end: float, *, unit: str, framework: str
) -> list[Spell]:
    """Return the spells of one task in one framework: the time up to each check belongs to the check before it.

    `active_at` are the active seconds since the task was opened at each check, ascending; `errors` the class
    of each check's failure, None for a pass; `end` the active seconds in all. Time before the first check is
    FIRST_TRY.
    """
    if len(active_at) != len(errors):
        raise ValueError(f"columns of unequal length: active_at has {len(active_at)}, errors has {len(errors)}")
    edges = [0.0, *active_at, end]
    for index, (before, after) in enumerate(pairwise(edges)):
        if not after >= before:
            what = f"check {index + 1}" if index < len(errors) else "the end"
            raise ValueError(f"{what} is at {after!r} s, before the {before!r} s of the moment before it")
    names = [FIRST_TRY, *(NO_ERROR if error is None else error for error in errors)]
    lengths = (after - before for before, after in pairwise(edges))
    return [Spell(seconds, name, unit, framework) for seconds, name in zip(lengths, names, strict=True) if seconds]


def error_shares(events: Iterable[Spell]) -> Shares:
    """Return how the active time divides by error class, by unit and by framework, largest first.

    The shares describe the whole log and are no estimate of anything else, so they carry an n and no interval.
    ValueError names a spell of an unknown class or with seconds that are not a finite number, zero or more.
    """
    known = (*ERROR_CLASSES, FIRST_TRY, NO_ERROR)
    all_spells = list(events)
    for index, spell in enumerate(all_spells):
        if spell.error not in known:
            raise ValueError(f"events[{index}] has the error class {spell.error!r}; expected one of {', '.join(known)}")
        if not (isfinite(spell.seconds) and spell.seconds >= 0):
            raise ValueError(f"events[{index}] lasts {spell.seconds!r} s; expected a finite number, zero or more")
    return Shares(
        seconds=sum(spell.seconds for spell in all_spells),
        n=len(all_spells),
        by_error=_table(all_spells, lambda spell: spell.error),
        by_unit=_table(all_spells, lambda spell: spell.unit),
        by_framework=_table(all_spells, lambda spell: spell.framework),
    )


def _table(all_spells: list[Spell], key: Callable[[Spell], str]) -> tuple[Share, ...]:
    seconds: dict[str, float] = {}
    counts: dict[str, int] = {}
    for spell in all_spells:
        seconds[key(spell)] = seconds.get(key(spell), 0.0) + spell.seconds
        counts[key(spell)] = counts.get(key(spell), 0) + 1
    whole = sum(seconds.values())
    rows = (Share(name, spent, spent / whole if whole else 0.0, counts[name]) for name, spent in seconds.items())
    return tuple(sorted(rows, key=lambda row: (-row.seconds, row.name)))
