"""The usability scale is offered after ten tasks, once, and scored as published."""

from __future__ import annotations

import pytest

from progress.ratings import AFTER, SCALE, STATEMENTS, offered, rated
from progress.recorder import Recorder
from progress.store import Log


def complete(recorder: Recorder, framework: str, many: int) -> None:
    for number in range(many):
        recorder.check_finished(f"task {number}", framework, "r", {"outcome": "passed"})


def test_it_is_offered_after_ten_completed_tasks_until_it_is_answered(log: Log, recorder: Recorder) -> None:
    assert not offered(log, "neon")
    complete(recorder, "neon", AFTER - 1)
    complete(recorder, "pytorch", 3)
    assert not offered(log, "neon")
    complete(recorder, "neon", AFTER)
    assert offered(log, "neon")
    assert not offered(log, "pytorch")
    recorder.framework_rated("neon", [4, 2, 4, 2, 4, 2, 4, 2, 4, 2])
    assert not offered(log, "neon")


def test_who_declines_is_not_asked_again_and_has_no_score(log: Log, recorder: Recorder) -> None:
    complete(recorder, "neon", AFTER)
    recorder.framework_rated("neon", None)
    assert not offered(log, "neon")
    assert rated(log) == ()


def test_the_latest_answers_are_scored_for_each_framework(log: Log, recorder: Recorder) -> None:
    recorder.framework_rated("neon", [1, 5] * 5)
    recorder.framework_rated("neon", [5, 1] * 5)
    recorder.framework_rated("pytorch", [3] * 10)
    assert [(one.framework, one.score) for one in rated(log)] == [("neon", 100.0), ("pytorch", 50.0)]


@pytest.mark.parametrize("answers", [[3] * 9, [3] * 11, [0] * 10, [6] * 10])
def test_other_answers_are_refused_and_not_recorded(log: Log, recorder: Recorder, answers: list[int]) -> None:
    with pytest.raises(ValueError, match="ten answers from 1 to 5"):
        recorder.framework_rated("neon", answers)
    assert not log.exists


def test_there_are_ten_statements_that_name_the_framework_and_five_answers() -> None:
    assert (len(STATEMENTS), len(SCALE)) == (10, 5)
    assert all(statement.count("{}") == 1 for statement in STATEMENTS)
