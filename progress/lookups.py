"""Look-ups of documentation, and whether the check after one went further than the check before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from progress.chain import from_row
from progress.events import NOT_ATTEMPTS, Event, LookupOrigin
from progress.store import SELECT, Log

_TYPES = ("docs_looked_up", "check_finished", "retake_started")


class Lookup(msgspec.Struct, frozen=True, kw_only=True):
    """One look-up. `symbol` is what was found or chosen, `query` what was asked for; `read_s` in seconds.

    `further` says whether the next check on the task passed more steps than the last one before the look-up (none,
    if there was none). It is None as long as no check came, and where the task was passed already.
    """

    seq: int
    task: str | None
    framework: str
    symbol: str
    query: str
    found: bool
    origin: LookupOrigin
    read_s: float | None
    further: bool | None = None


class LookupSums(msgspec.Struct, frozen=True, kw_only=True):
    """All look-ups in one framework: how many, over how many of `tasks` tasks that were checked at least once.

    `followed` counts those with a check after them, `further` those of them whose check went further. `read_s` is the
    median time that a page was open, over `timed` look-ups.
    """

    framework: str
    tasks: int
    lookups: int
    found: int
    followed: int
    further: int
    timed: int
    read_s: float | None

    @property
    def per_task(self) -> float | None:
        """Look-ups a task; None without tasks."""
        return self.lookups / self.tasks if self.tasks else None

    @property
    def share_further(self) -> float | None:
        """The share of the look-ups with a check after them that ended in progress; None without any."""
        return self.further / self.followed if self.followed else None


class _Told(msgspec.Struct):
    symbol: str = ""
    query: str = ""
    found: bool = False
    origin: LookupOrigin = "search"
    read_s: float | None = None


class _Step(msgspec.Struct):
    status: str = ""


class _Checked(msgspec.Struct):
    outcome: str
    steps: tuple[_Step, ...] = ()


def lookups(events: Iterable[Event]) -> tuple[Lookup, ...]:
    """Return the look-ups among `events`, which are in the order of the log, each with what came of it."""
    found: list[Lookup] = []
    steps: dict[tuple[str, str], int] = {}  # passed at the last check
    done: set[tuple[str, str]] = set()
    waiting: dict[tuple[str, str], list[int]] = {}
    for event in events:
        key = (event.task or "", event.framework or "")
        if event.type == "docs_looked_up":
            told = msgspec.convert(event.payload, _Told)
            if event.task is not None and key not in done:
                waiting.setdefault(key, []).append(len(found))
            found.append(_lookup(event, told))
        elif event.type == "retake_started":
            steps.pop(key, None)
            done.discard(key)
        elif event.type == "check_finished":
            checked = msgspec.convert(event.payload, _Checked)
            if checked.outcome in NOT_ATTEMPTS:
                continue
            now = sum(step.status == "passed" for step in checked.steps)
            further = now > steps.get(key, 0) or (checked.outcome == "passed" and key not in done)
            for place in waiting.pop(key, ()):
                found[place] = msgspec.structs.replace(found[place], further=further)
            steps[key] = now
            if checked.outcome == "passed":
                done.add(key)
    return tuple(found)


def summed(found: Sequence[Lookup], checked: Iterable[tuple[str, str]]) -> tuple[LookupSums, ...]:
    """Sum look-ups by framework, in the order of their names; `checked` are the (task, framework) that were tried."""
    tried = set(checked)
    frameworks = sorted({framework for _, framework in tried} | {each.framework for each in found})
    return tuple(_sums(name, [each for each in found if each.framework == name], tried) for name in frameworks)


def read(log: Log) -> tuple[tuple[Lookup, ...], tuple[LookupSums, ...]]:
    """Return the look-ups in a log and their sums by framework. Raises a ProgressError."""
    with log.reader() as connection:
        if connection is None:
            return (), ()
        marks = ", ".join("?" * len(_TYPES))
        rows = connection.execute(f"{SELECT} WHERE type IN ({marks}) ORDER BY seq", _TYPES)
        events = [from_row(tuple(row), chain) for *row, chain in rows]
    checked = {
        (event.task, event.framework)
        for event in events
        if event.type == "check_finished" and event.task is not None and event.framework is not None
        and event.payload.get("outcome") not in NOT_ATTEMPTS
    }  # fmt: skip
    found = lookups(events)
    return found, summed(found, checked)


def _lookup(event: Event, told: _Told) -> Lookup:
    return Lookup(
        seq=event.seq, task=event.task, framework=event.framework or "", symbol=told.symbol, query=told.query,
        found=told.found, origin=told.origin, read_s=told.read_s,
    )  # fmt: skip


def _sums(framework: str, found: Sequence[Lookup], tried: set[tuple[str, str]]) -> LookupSums:
    times = sorted(each.read_s for each in found if each.read_s is not None)
    middle = len(times) // 2
    median = None if not times else times[middle] if len(times) % 2 else (times[middle - 1] + times[middle]) / 2
    return LookupSums(
        framework=framework,
        tasks=sum(name == framework for _, name in tried),
        lookups=len(found),
        found=sum(each.found for each in found),
        followed=sum(each.further is not None for each in found),
        further=sum(each.further is True for each in found),
        timed=len(times),
        read_s=median,
    )
