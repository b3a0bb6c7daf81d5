"""What the learner says of the tutorials that they used."""

from __future__ import annotations

import msgspec

from progress.store import Log


class TutorialRating(msgspec.Struct, frozen=True):
    """The latest rating of one tutorial, 1 (useless) to 7 (excellent), and the minutes that it took, if told."""

    framework: str
    tutorial: str
    rating: int
    minutes: float | None = None


class _Told(msgspec.Struct):
    tutorial: str
    rating: int
    minutes: float | None = None


def tutorial_ratings(log: Log) -> tuple[TutorialRating, ...]:
    """Return the latest rating of each tutorial in a log, by framework and tutorial. Raises a ProgressError."""
    with log.reader() as connection:
        if connection is None:
            return ()
        rows = connection.execute("SELECT framework, payload FROM events WHERE type = 'tutorial_rated' ORDER BY seq")
        latest: dict[tuple[str, str], TutorialRating] = {}
        for framework, payload in rows:
            told = msgspec.json.decode(payload, type=_Told)
            rating = TutorialRating(framework, told.tutorial, told.rating, told.minutes)
            latest[framework, told.tutorial] = rating
    return tuple(latest[key] for key in sorted(latest))
