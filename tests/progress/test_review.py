"""Skills come due as FSRS says; a retake is its own attempt; repeated checks are no reviews."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Scheduler
from fsrs import Rating as Grade
from hypothesis import given
from hypothesis import strategies as st

from progress.clock import ManualClock
from progress.materialised import current
from progress.recorder import Recorder
from progress.report.model import TaskInfo
from progress.review import (
    LONGEST,
    Rating,
    Review,
    due,
    rate,
    recall,
    retaking,
    reviewed,
    reviews_of,
    schedule,
    scheduled,
)
from progress.store import Log

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY_S = 86_400


def task(name: str, skill: str) -> TaskInfo:
    return TaskInfo(id=name, key=f"u/{name}", title=name, unit="u", skill=skill, level=1, par_minutes=2.0)


TASKS = (task("a", "shapes"), task("b", "shapes"), task("c", "gradients"))


def passes(recorder: Recorder, name: str, framework: str = "neon", before: int = 0) -> None:
    for outcome in [*["failed"] * before, "passed"]:
        recorder.check_finished(name, framework, "r", {"outcome": outcome})


def now_of(clock: ManualClock) -> datetime:
    return datetime.fromtimestamp(clock.utc / 1e9, UTC)


def test_the_schedule_is_that_of_fsrs() -> None:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=LONGEST)
    card, memory, at = Card(card_id=1, due=NOON), None, NOON
    for rating in (Rating.GOOD, Rating.HARD, Rating.AGAIN, Rating.EASY):
        card, _ = scheduler.review_card(card, Grade(int(rating)), at)
        memory = reviewed(memory, rating, at)
        assert (memory.stability, memory.difficulty, memory.due) == (card.stability, card.difficulty, card.due)
        at = memory.due + timedelta(hours=5)
        assert recall(memory, at) == scheduler.get_card_retrievability(card, at)


@given(st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 200)), min_size=1, max_size=8))
def test_state_in_state_out_whatever_happens(reviews: list[tuple[Rating, int]]) -> None:
    memory, again, at = None, None, NOON
    for rating, days in reviews:
        at += timedelta(days=days)
        memory, again = reviewed(memory, rating, at), reviewed(again, rating, at)
        assert memory == again
        assert at < memory.due <= at + timedelta(days=LONGEST)
        assert 0 < recall(memory, memory.due + timedelta(days=1)) <= recall(memory, at) <= 1
    assert memory is not None
    assert memory.reviews == len(reviews)


@pytest.mark.parametrize(
    ("how", "rating"),
    [
        ({"checks": 1, "hints": 0, "solution": False}, Rating.GOOD),
        ({"checks": 1, "hints": 0, "solution": False, "ease": 6}, Rating.EASY),
        ({"checks": 2, "hints": 0, "solution": False, "ease": 7}, Rating.GOOD),
        ({"checks": 1, "hints": 1, "solution": False, "ease": 7}, Rating.GOOD),
        ({"checks": 1, "hints": 0, "solution": False, "ease": 2}, Rating.HARD),
        ({"checks": 1, "hints": 2, "solution": False}, Rating.HARD),
        ({"checks": 4, "hints": 0, "solution": False}, Rating.HARD),
        ({"checks": 1, "hints": 0, "solution": True, "ease": 7}, Rating.AGAIN),
    ],
)
def test_how_it_went_is_how_it_is_rated(how: dict[str, int], rating: Rating) -> None:
    assert rate(**how) == rating


def test_nothing_is_due_before_anything_was_done(log: Log) -> None:
    assert due(log, TASKS, NOON) == ()
    assert retaking(log, "a", "neon") is None


def test_a_skill_comes_due_by_the_task_that_was_passed_longest_ago(
    log: Log, recorder: Recorder, clock: ManualClock
) -> None:
    passes(recorder, "a")
    clock.sleep_s(60)
    passes(recorder, "b")
    passes(recorder, "c", "pytorch", before=5)
    assert due(log, TASKS, now_of(clock)) == ()
    soon = scheduled(log, TASKS, now_of(clock))
    assert {(one.framework, one.skill, one.reviews) for one in soon} == {
        ("neon", "shapes", 2), ("pytorch", "gradients", 1),
    }  # fmt: skip
    clock.sleep_s(60 * DAY_S)
    found = due(log, TASKS, now_of(clock))
    assert [(one.framework, one.skill, one.task) for one in found] == [
        ("pytorch", "gradients", "u/c"), ("neon", "shapes", "u/a"),
    ]  # fmt: skip
    assert found[0].recall < found[1].recall < 0.9


def test_a_retake_puts_the_next_one_off_and_leaves_the_first_time_as_it_was(
    log: Log, recorder: Recorder, clock: ManualClock
) -> None:
    recorder.open_task("a", "neon")
    clock.pass_s(100)
    passes(recorder, "a", before=1)
    first = current(log)
    clock.sleep_s(30 * DAY_S)
    recorder.open_task("a", "neon")
    recorder.retake_started("a", "neon")
    assert retaking(log, "a", "neon") == 0
    clock.pass_s(50)
    recorder.hint_shown("a", "neon", 3, 3)
    assert retaking(log, "a", "neon") == 3
    recorder.solution_shown("a", "neon")
    passes(recorder, "a", before=2)
    assert retaking(log, "a", "neon") is None
    assert due(log, TASKS, now_of(clock)) == ()
    after = current(log)
    state, now = first.tasks["a", "neon"], after.tasks["a", "neon"]
    assert (now.attempts, now.help, now.hint_levels, now.solution_shown) == (2, "unaided", 0, 0)
    assert now.completed_utc == state.completed_utc
    assert now.later_attempts == 3
    assert after.times(("a", "neon"))[0] == first.times(("a", "neon"))[0]


def test_a_check_that_is_repeated_is_no_review(log: Log, recorder: Recorder, clock: ManualClock) -> None:
    passes(recorder, "a")
    before = scheduled(log, TASKS, NOON)
    clock.sleep_s(DAY_S)
    for _ in range(5):
        passes(recorder, "a", before=1)
    recorder.check_finished("a", "neon", "r", {"outcome": "environment"})
    assert scheduled(log, TASKS, NOON) == before


def test_an_answer_about_ease_counts_for_the_first_time_and_not_for_a_retake() -> None:
    def happen(*kinds: tuple[str, dict[str, object]]) -> list[tuple[int, str, str, str, dict[str, object]]]:
        return [(at, kind, "a", "neon", payload) for at, (kind, payload) in enumerate(kinds)]

    passed, easy = ("check_finished", {"outcome": "passed"}), ("rated", {"ease": 7})
    (one,) = reviews_of(happen(passed, easy))
    assert (one.rating, one.retake) == (Rating.EASY, False)
    first, again = reviews_of(happen(passed, ("retake_started", {}), passed, easy))
    assert (first.rating, again.rating, again.retake) == (Rating.GOOD, Rating.GOOD, True)
    assert reviews_of(happen(("retake_started", {}), ("check_finished", {"outcome": "failed"}))) == []


def test_a_task_that_the_curriculum_lost_is_not_asked_for() -> None:
    reviews = [Review("gone", "neon", NOON, Rating.GOOD, False), Review("c", "neon", NOON, Rating.GOOD, False)]
    assert [one.task for one in schedule(reviews, TASKS, NOON)] == ["u/c"]
