"""Look-ups of documentation, what came of them, and the ratings of tutorials."""

from __future__ import annotations

import pytest

from progress.clock import ManualClock
from progress.lookups import lookups, read, summed
from progress.materialised import current
from progress.recorder import Recorder
from progress.store import Log
from progress.timing import SECOND
from progress.tutorials import TutorialRating, tutorial_ratings


def look_up(recorder: Recorder, task: str | None = "t", symbol: str = "torch.mean", **told: object) -> None:
    told = {"query": "mean", "found": True, "origin": "cursor", "read_s": 4.0, **told}
    recorder.docs_looked_up(task, "pytorch", symbol=symbol, **told)  # type: ignore[arg-type]


def check(recorder: Recorder, steps: str, outcome: str = "failed", task: str = "t", framework: str = "pytorch") -> None:
    """Record a check whose steps passed (p), failed (f) or were not reached (n)."""
    names = {"p": "passed", "f": "failed", "n": "not_reached"}
    verdict = {"outcome": outcome, "steps": [{"status": names[each]} for each in steps]}
    recorder.check_finished(task, framework, "r", verdict)


def came_of_it(log: Log) -> list[bool | None]:
    return [each.further for each in read(log)[0]]


def test_a_look_up_is_kept_as_it_was_told(log: Log, recorder: Recorder) -> None:
    look_up(recorder, symbol="torch.nn.Linear", query="Linaer", origin="search", read_s=None, found=False)
    (found,), _ = read(log)
    assert (found.symbol, found.query, found.origin, found.read_s, found.found, found.further) == (
        "torch.nn.Linear", "Linaer", "search", None, False, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "further"),
    [
        (None, "pf", True), (None, "ff", False), ("pf", "pp", True), ("pf", "pf", False), ("pp", "pf", False),
        ("fff", "nnn", False),
    ],
)  # fmt: skip
def test_the_next_check_went_further_if_more_steps_passed(log, recorder, before, after, further) -> None:
    if before is not None:
        check(recorder, before)
    look_up(recorder)
    check(recorder, after)
    assert came_of_it(log) == [further]


def test_a_pass_went_further_whatever_its_steps(log: Log, recorder: Recorder) -> None:
    check(recorder, "pp")
    look_up(recorder)
    check(recorder, "pp", "passed")
    assert came_of_it(log) == [True]


def test_only_the_next_check_counts_and_for_every_look_up_before_it(log: Log, recorder: Recorder) -> None:
    look_up(recorder)
    look_up(recorder)
    check(recorder, "f")
    check(recorder, "p")
    look_up(recorder)
    assert came_of_it(log) == [False, False, None]


def test_other_tasks_frameworks_and_checks_that_are_no_attempts_decide_nothing(log: Log, recorder: Recorder) -> None:
    look_up(recorder)
    check(recorder, "p", task="another")
    check(recorder, "p", framework="neon")
    for outcome in ("environment", "stopped", "not_attempted"):
        check(recorder, "p", outcome)
    assert came_of_it(log) == [None]


def test_after_a_pass_there_is_nothing_further_until_the_task_is_retaken(log: Log, recorder: Recorder) -> None:
    check(recorder, "p", "passed")
    look_up(recorder)
    check(recorder, "p", "passed")
    recorder.retake_started("t", "pytorch")
    look_up(recorder)
    check(recorder, "p", "passed")
    assert came_of_it(log) == [None, True]


def test_a_look_up_outside_of_a_task_waits_for_no_check(log: Log, recorder: Recorder) -> None:
    look_up(recorder, None)
    check(recorder, "p")
    assert came_of_it(log) == [None]


def test_the_sums_by_framework(log: Log, recorder: Recorder) -> None:
    check(recorder, "f")
    for read_s in (1.0, 3.0, None, 8.0):
        look_up(recorder, read_s=read_s)
    check(recorder, "p")
    look_up(recorder, found=False, read_s=20.0)
    check(recorder, "p")
    look_up(recorder, "u", read_s=2.0)
    check(recorder, "f", task="u")
    check(recorder, "f", framework="neon")
    _, sums = read(log)
    neon, torch = sums
    assert (neon.framework, neon.tasks, neon.lookups, neon.per_task, neon.share_further) == ("neon", 1, 0, 0.0, None)
    assert (torch.tasks, torch.lookups, torch.found, torch.followed, torch.further) == (2, 6, 5, 6, 4)
    assert (torch.per_task, torch.share_further, torch.timed, torch.read_s) == (3.0, 4 / 6, 5, 3.0)


def test_nothing_recorded_is_nothing_summed(log: Log) -> None:
    assert read(log) == ((), ())
    assert lookups(()) == ()
    assert summed((), ()) == ()


def test_reading_documentation_is_active_time(log: Log, recorder: Recorder, clock: ManualClock) -> None:
    recorder.open_task("t", "pytorch")
    for _ in range(6):
        clock.pass_s(20)
        recorder.signal("docs")
    clock.pass_s(20)
    look_up(recorder, read_s=140.0)
    times, _ = current(log).times(("t", "pytorch"))
    assert times.active_10 == 140 * SECOND


def test_the_latest_rating_of_each_tutorial_counts(log: Log, recorder: Recorder) -> None:
    assert tutorial_ratings(log) == ()
    recorder.tutorial_rated("pytorch", "b", 2)
    recorder.tutorial_rated("pytorch", "a", 7, 30)
    recorder.tutorial_rated("pytorch", "b", 5, 12.5)
    recorder.tutorial_rated("neon", "b", 1)
    assert tutorial_ratings(log) == (
        TutorialRating("neon", "b", 1),
        TutorialRating("pytorch", "a", 7, 30),
        TutorialRating("pytorch", "b", 5, 12.5),
    )


@pytest.mark.parametrize(("rating", "minutes"), [(0, None), (8, None), (4, 0), (4, -1), (4, float("nan"))])
def test_other_ratings_are_refused_and_not_recorded(log: Log, recorder: Recorder, rating, minutes) -> None:
    with pytest.raises(ValueError, match=r"rating|minutes"):
        recorder.tutorial_rated("neon", "a", rating, minutes)
    assert not log.exists
