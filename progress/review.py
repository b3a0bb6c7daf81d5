"""When to take a task again: each skill, in each framework, is remembered for a while, and FSRS says how long.

What is reviewed is a skill, by a task that calls for it. The first pass of such a task is a review, and so is the pass
of a retake; a check that is merely repeated is none. A retake never touches the figures of the first time: those end
with the first pass. Pure functions, but for those that take a log; time is given, never asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import msgspec

from progress.events import NOT_ATTEMPTS
from progress.report.model import TaskInfo
from progress.store import Log

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

RETENTION = 0.9  # a skill is due when the chance to still have it has fallen to this
LONGEST = 365  # days
MANY = 3  # checks; a task that needed more was hard
_TYPES = ("check_finished", "hint_shown", "solution_shown", "rated", "retake_started")


class Rating(IntEnum):
    """How a review went, as FSRS counts it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Memory(msgspec.Struct, frozen=True):
    """What is known of one skill in one framework after so many reviews: `stability` in days, `difficulty` 1 to 10."""

    stability: float
    difficulty: float
    last: datetime
    due: datetime
    reviews: int


class Review(msgspec.Struct, frozen=True):
    """One task passed, for the first time or again."""

    task: str
    framework: str
    at: datetime
    rating: Rating
    retake: bool


class Scheduled(msgspec.Struct, frozen=True, kw_only=True):
    """One skill in one framework: when it is due, the chance that it is still there, and the task to take again."""

    framework: str
    skill: str
    task: str
    task_id: str
    due: datetime
    recall: float
    reviews: int


class _Turn(msgspec.Struct):
    """One task in one framework since it was opened, or since its retake began."""

    checks: int = 0
    hints: int = 0
    solution: bool = False
    retake: bool = False
    passed: int | None = None  # which review came of it


def reviewed(memory: Memory | None, rating: Rating, at: datetime) -> Memory:
    """Return what is known of a skill after a review at `at` (UTC); `memory` is None before the first."""
    from fsrs import Rating as Grade

    card, _ = _scheduler().review_card(_card(memory, at), Grade(int(rating)), at)
    reviews = memory.reviews if memory else 0
    return Memory(card.stability or 0.0, card.difficulty or 0.0, at, card.due, reviews + 1)


def recall(memory: Memory, now: datetime) -> float:
    """Return the chance, 0 to 1, that the skill is still there at `now` (UTC)."""
    return float(_scheduler().get_card_retrievability(_card(memory, now), now))


def rate(checks: int, hints: int, solution: bool, ease: int | None = None) -> Rating:
    """Return how well a task went: after so many checks, hints up to that level, its solution seen; ease 1 to 7."""
    if solution:
        return Rating.AGAIN
    if hints > 1 or checks > MANY or (ease is not None and ease <= 2):
        return Rating.HARD
    return Rating.EASY if checks == 1 and hints == 0 and ease is not None and ease >= 6 else Rating.GOOD


def reviews_of(happened: Iterable[tuple[int, str, str, str, dict[str, Any]]]) -> list[Review]:
    """Return the reviews among events in the order of the log: (utc in ns, type, task, framework, payload)."""
    turns: dict[tuple[str, str], _Turn] = {}
    found: list[Review] = []
    for utc, kind, task, framework, payload in happened:
        turn = turns.setdefault((task, framework), _Turn())
        if kind == "rated":
            if turn.passed is not None and not turn.retake:
                rating = rate(turn.checks, turn.hints, turn.solution, payload.get("ease"))
                found[turn.passed] = msgspec.structs.replace(found[turn.passed], rating=rating)
        elif kind == "retake_started":
            if turn.passed is not None or turn.retake:  # only what was passed once can be taken again
                turns[task, framework] = _Turn(retake=True)
        elif turn.passed is not None:
            continue
        elif kind == "hint_shown":
            turn.hints = max(turn.hints, int(payload.get("level", 1)))
        elif kind == "solution_shown":
            turn.solution = True
        elif payload.get("outcome") not in NOT_ATTEMPTS:
            turn.checks += 1
            if payload.get("outcome") == "passed":
                turn.passed = len(found)
                at = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=utc // 1000)
                rating = rate(turn.checks, turn.hints, turn.solution)
                found.append(Review(task, framework, at, rating, turn.retake))
    return found


def schedule(reviews: Iterable[Review], tasks: Sequence[TaskInfo], now: datetime) -> tuple[Scheduled, ...]:
    """Return every skill that was ever reviewed, the soonest due first. The task to take again is the one of that
    skill that was passed longest ago; what the curriculum no longer has is left out.
    """
    known = {info.id: info for info in tasks}
    memories: dict[tuple[str, str], Memory] = {}
    passed: dict[tuple[str, str], dict[str, datetime]] = {}
    for review in reviews:
        info = known.get(review.task)
        if info is None:
            continue
        key = (review.framework, info.skill)
        memories[key] = reviewed(memories.get(key), review.rating, review.at)
        passed.setdefault(key, {})[review.task] = review.at
    found = []
    for (framework, skill), memory in memories.items():
        oldest = min(passed[framework, skill].items(), key=lambda item: item[1])[0]
        found.append(
            Scheduled(
                framework=framework,
                skill=skill,
                task=known[oldest].key,
                task_id=oldest,
                due=memory.due,
                recall=recall(memory, now),
                reviews=memory.reviews,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.due, one.framework, one.skill)))


def scheduled(log: Log, tasks: Sequence[TaskInfo], now: datetime) -> tuple[Scheduled, ...]:
    """Return `schedule` of what a log says. Raises a ProgressError."""
    return schedule(reviews_of(_happened(log)), tasks, now)


def due(log: Log, tasks: Sequence[TaskInfo], now: datetime) -> tuple[Scheduled, ...]:
    """Return the skills that are due at `now` (UTC), the one most likely lost first. Raises a ProgressError."""
    found = [one for one in scheduled(log, tasks, now) if one.due <= now]
    return tuple(sorted(found, key=lambda one: one.recall))


def retaking(log: Log, task: str, framework: str) -> int | None:
    """Return how far the hints were taken in the retake of a task that is under way, 0 for none at all.

    None if no retake is: none began, or it was passed. Raises a ProgressError.
    """
    hints: int | None = None
    for _, kind, _, _, payload in _happened(log, "task = ? AND framework = ?", task, framework):
        if kind == "retake_started":
            hints = 0
        elif kind == "hint_shown" and hints is not None:
            hints = max(hints, int(payload.get("level", 1)))
        elif kind == "check_finished" and payload.get("outcome") == "passed":
            hints = None
    return hints


def _happened(
    log: Log, where: str = "task IS NOT NULL AND framework IS NOT NULL", *values: str
) -> Iterator[tuple[int, str, str, str, dict[str, Any]]]:
    class Told(msgspec.Struct):  # of a verdict, which may be long, the outcome alone
        outcome: str | None = None
        level: int = 1
        ease: int | None = None

    decode = msgspec.json.Decoder(Told).decode
    marks = ", ".join("?" * len(_TYPES))
    with log.reader() as connection:
        if connection is None:
            return
        rows = connection.execute(
            f"SELECT utc, type, task, framework, payload FROM events WHERE type IN ({marks}) AND {where} ORDER BY seq",
            (*_TYPES, *values),
        )
        for utc, kind, task, framework, payload in rows:
            yield utc, kind, task, framework, msgspec.structs.asdict(decode(payload))


def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    # No steps of minutes, which are for cards; no random days, so that the same log gives the same schedule.
    return Scheduler(
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )


def _card(memory: Memory | None, now: datetime) -> Card:
    from fsrs import Card, State

    # With an id and a date of its own a card asks no clock.
    if memory is None:
        return Card(card_id=0, due=now)
    return Card(0, State.Review, None, memory.stability, memory.difficulty, memory.due, memory.last)
