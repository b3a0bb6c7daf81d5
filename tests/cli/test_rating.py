"""rate, review, retake: what the learner says, and what is taken again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from progress.clock import ManualClock
from progress.materialised import current
from progress.ratings import rated
from progress.recorder import Recorder
from progress.store import Log
from tutor import paths
from tutor.catalog import Task

Run = Callable[..., Result]
LONG_AGO = 1_600_000_000_000_000_000


@pytest.fixture
def done(hello: Task, home: Path) -> Task:
    """The first task, passed in neon long ago."""
    with Log.open(paths.database()) as log, Recorder(log, interface="cli", clock=ManualClock(LONG_AGO)) as recorder:
        recorder.check_finished(hello.id, "neon", "r", {"outcome": "passed"})
    return hello


def payloads(kind: str) -> list[dict[str, object]]:
    with Log.open(paths.database()) as log:
        return [event.payload for event in log.events() if event.type == kind]


def test_ten_answers_make_a_score(dltutor: Run) -> None:
    result = dltutor("rate", "--framework", "neon", input="4\n2\n4\nsix\n2\n4\n2\n4\n2\n4\n2\n")
    assert (result.exit_code, result.stdout) == (0, "neon: 75 of 100\n")
    assert "I found neon unnecessarily complex." in result.stderr
    with Log.open(paths.database()) as log:
        assert [one.score for one in rated(log)] == [75.0]
    assert dltutor("rate", "-f", "pytorch", "--answers", "5,1,5,1,5,1,5,1,5,1").stdout == "PyTorch: 100 of 100\n"


def test_an_empty_answer_skips_all_of_it(dltutor: Run) -> None:
    result = dltutor("rate", "--framework", "neon", input="4\n\n")
    assert (result.exit_code, result.stdout) == (0, "")
    assert payloads("framework_rated") == [{"declined": True}]


def test_the_ease_of_a_task_is_one_number(dltutor: Run, done: Task) -> None:
    assert dltutor("rate", "-f", "neon", "--task", "hello", "--ease", "6").exit_code == 0
    with Log.open(paths.database()) as log:
        assert current(log).tasks[done.id, "neon"].ease == 6


@pytest.mark.parametrize(
    "arguments",
    [["--ease", "3"], ["--task", "hello"], ["--task", "hello", "--ease", "8"], ["--answers", "1,2"],
     ["--answers", "1,2,3,4,5,1,2,3,4,9"], ["--task", "hello", "--ease", "3", "--answers", "1"]],
)  # fmt: skip
def test_other_answers_are_refused(dltutor: Run, home: Path, arguments: list[str]) -> None:
    assert dltutor("rate", "-f", "neon", *arguments).exit_code == 2
    assert not paths.database().exists()


def test_what_was_passed_long_ago_is_due(dltutor: Run, done: Task) -> None:
    result = dltutor("review")
    assert result.stdout == f"{done.skill} in neon: dltutor retake {done.key} -f neon\n"
    told = json.loads(dltutor("review", "--json").stdout)
    assert (told["schema"], len(told["due"]), told["later"]) == ("dltutor.review/1", 1, [])
    assert dltutor("review", "-f", "pytorch").stdout == ""


def test_a_retake_starts_over_counts_as_its_own_and_puts_the_review_off(dltutor: Run, done: Task, home: Path) -> None:
    file = home / "code" / "neon" / done.unit / f"{done.name}.py"
    file.parent.mkdir(parents=True)
    file.write_text("mine = 1\n")
    result = dltutor("retake", "hello", "-f", "neon", "--yes")
    assert (result.exit_code, result.stdout) == (0, f"{file}\n")
    assert file.read_text() == done.starter("neon")
    assert [kept.read_text() for kept in (home / "history").rglob("*.py")] == ["mine = 1\n"]
    assert len(payloads("retake_started")) == 1
    for number in (1, 2):  # one by one again: what was seen the first time does not count
        assert dltutor("hint", "hello", "-f", "neon").stdout.startswith(f"Hint {number} of")
    assert [payload["level"] for payload in payloads("hint_shown")] == [1, 2]
    file.write_text(done.solution("neon"))
    assert dltutor("check", "hello", "-f", "neon").exit_code == 0
    with Log.open(paths.database()) as log:
        state = current(log).tasks[done.id, "neon"]
    assert (state.attempts, state.later_attempts, state.help, state.hint_levels) == (1, 1, "unaided", 0)
    assert dltutor("review").stdout == ""
    assert "Nothing is due. The next is" in dltutor("review").stderr


def test_only_what_is_done_can_be_taken_again(dltutor: Run, hello: Task, home: Path) -> None:
    assert dltutor("retake", "hello", "-f", "neon", "--yes").exit_code == 2
    assert not home.exists()


def test_a_retake_asks_first(dltutor: Run, done: Task, home: Path) -> None:
    assert dltutor("retake", "hello", "-f", "neon", input="n\n").exit_code == 130
    assert not (home / "code").exists()
    assert payloads("retake_started") == []
