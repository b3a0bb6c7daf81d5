"""What the learner says of a framework: the System Usability Scale, offered once there is something to judge by."""

from __future__ import annotations

import msgspec

from progress.materialised import current
from progress.stats.ratings import sus
from progress.store import Log

AFTER = 10  # completed tasks
SCALE = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")
STATEMENTS = (
    "I think that I would like to use {} frequently.",
    "I found {} unnecessarily complex.",
    "I thought {} was easy to use.",
    "I think that I would need the support of a technical person to be able to use {}.",
    "I found the various functions in {} were well integrated.",
    "I thought there was too much inconsistency in {}.",
    "I would imagine that most people would learn to use {} very quickly.",
    "I found {} very cumbersome to use.",
    "I felt very confident using {}.",
    "I needed to learn a lot of things before I could get going with {}.",
)
"""The ten statements of Brooke (1996), in their order, with the framework's name for "the system"."""


class Rated(msgspec.Struct, frozen=True):
    """One learner's score of one framework, 0 to 100, out of their latest answers."""

    framework: str
    score: float
    answers: tuple[int, ...]


class _Told(msgspec.Struct):
    answers: tuple[int, ...] | None = None


def rated(log: Log) -> tuple[Rated, ...]:
    """Return the framework scores in a log, by framework. Raises a ProgressError."""
    latest = {framework: answers for framework, answers in _answers(log) if answers is not None}
    return tuple(Rated(framework, sus(answers), answers) for framework, answers in sorted(latest.items()))


def offered(log: Log, framework: str) -> bool:
    """Whether to offer the scale now: ten tasks are completed, and it was neither answered nor declined before."""
    if any(name == framework for name, _ in _answers(log)):
        return False
    states = current(log).tasks.items()
    return sum(key[1] == framework and state.completed_utc is not None for key, state in states) >= AFTER


def _answers(log: Log) -> list[tuple[str, tuple[int, ...] | None]]:
    with log.reader() as connection:
        if connection is None:
            return []
        rows = connection.execute("SELECT framework, payload FROM events WHERE type = 'framework_rated' ORDER BY seq")
        return [(framework, msgspec.json.decode(payload, type=_Told).answers) for framework, payload in rows]
