"""A training outlives the tutor that began it: its verdict is there and recorded, or it is marked abandoned."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from progress.store import Log
from tests.training.conftest import ENDLESS, SHORT
from tutor import paths, training
from tutor.catalog import Task
from tutor.errors import EnvironmentProblem
from tutor.training import Training
from tutor.training.starting import record
from tutor.workspace import Workspace

Until = Callable[[Callable[[], object]], None]


def started(task: Task, source: str) -> Training:
    return training.start(task, "neon", source, home=paths.home(), device="cpu")


def finished() -> list[dict[str, Any]]:
    """The verdicts in the log."""
    with Log.open(paths.database()) as log:
        return [event.payload for event in log.events() if event.type == "check_finished"]


def kill(begun: Training) -> None:
    """Take the process away, as a power cut would."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if str(begun.folder).encode() in words and b"tutor.training" in words:
            os.kill(int(process.name), signal.SIGKILL)


def steps_so_far(begun: Training) -> Callable[[], int]:
    """How many pairs were said until now, each time it is asked."""
    count = 0

    def ask() -> int:
        nonlocal count
        count += sum(said.progress is not None for said in begun.said())
        return count

    return ask


def test_a_training_is_judged_recorded_and_kept_as_a_stage(task: Task, until: Until, home: Path) -> None:
    begun = started(task, SHORT)
    until(lambda: not begun.alive)
    verdict = begun.verdict
    assert verdict is not None
    assert verdict.passed, verdict.message
    assert [said.progress.step for said in begun.said() if said.progress] == [0, 1, 2, 3, 4]
    assert [(each["run_id"], each["outcome"]) for each in finished()] == [(begun.request.run_id, "passed")]
    assert Workspace(home).stage_path(task, "neon").read_text() == SHORT


def test_it_goes_on_when_the_tutor_that_began_it_is_gone(task: Task, until: Until, home: Path) -> None:
    program = (
        "import sys; from tutor import packs, paths, training\n"
        "task = packs.load_lessons().find('train')\n"
        "training.start(task, 'neon', sys.argv[1], home=paths.home(), device='cpu')\n"
    )
    subprocess.run([sys.executable, "-c", program, ENDLESS], check=True, start_new_session=True)
    begun = training.find(home, task.id, "neon")
    assert begun is not None
    until(steps_so_far(begun))
    assert begun.alive
    begun.want("finish")
    until(lambda: begun.verdict is not None)
    assert begun.verdict is not None
    assert begun.verdict.passed


def test_it_pauses_resumes_and_stops_as_wished(task: Task, until: Until) -> None:
    begun = started(task, ENDLESS)
    so_far = steps_so_far(begun)
    until(so_far)
    begun.want("pause")
    until(lambda: so_far() == (_settled(so_far)))
    waiting = so_far()
    begun.want("resume")
    until(lambda: so_far() > waiting)
    begun.want("stop")
    until(lambda: not begun.alive)
    assert [each["outcome"] for each in finished()] == ["stopped"]


def _settled(so_far: Callable[[], int]) -> int:
    """The count half a second from now."""
    import time

    time.sleep(0.5)
    return so_far()


def test_one_that_is_cut_off_is_marked_abandoned_once(task: Task, until: Until, home: Path) -> None:
    begun = started(task, ENDLESS)
    until(steps_so_far(begun))
    kill(begun)
    until(lambda: not begun.alive)
    for _ in range(2):
        ended = training.settle(home)
        assert [each.folder for each in ended] == [begun.folder]
    assert [(each["outcome"], each["message"].split(":")[0]) for each in finished()] == [("stopped", "Abandoned")]


def test_a_verdict_that_did_not_reach_the_log_is_recorded_at_the_next_start(
    task: Task, until: Until, home: Path
) -> None:
    begun = started(task, SHORT)
    until(lambda: not begun.alive)
    recorded = finished()
    paths.database().unlink()
    for leftover in home.glob("progress.sqlite3-*"):
        leftover.unlink()
    training.settle(home)
    training.settle(home)
    assert finished() == recorded


def test_what_is_recorded_already_is_not_recorded_again(task: Task, until: Until, home: Path) -> None:
    begun = started(task, SHORT)
    until(lambda: not begun.alive)
    assert begun.verdict is not None
    record(home, begun.request, begun.verdict)
    assert len(finished()) == 1


def test_a_running_one_is_left_alone(task: Task, until: Until, home: Path) -> None:
    begun = started(task, ENDLESS)
    assert training.settle(home) == []
    begun.want("stop")
    until(lambda: not begun.alive)


def test_a_process_that_does_not_start_says_why_and_leaves_nothing(
    task: Task, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(EnvironmentProblem, match="did not start"):
        started(task, SHORT)
    assert not list(training.all_in(home))


def test_trouble_of_ours_is_a_verdict_too(task: Task, until: Until, home: Path) -> None:
    paths.trusted().unlink()
    begun = started(task, SHORT)
    until(lambda: not begun.alive)
    assert begun.verdict is not None
    assert begun.verdict.outcome == "environment"
    assert "dltutor trust" in begun.verdict.message


def test_a_folder_that_is_no_training_is_passed_over(task: Task, home: Path) -> None:
    broken = home / "trainings" / "x"
    broken.mkdir(parents=True)
    (broken / "request.json").write_bytes(msgspec.json.encode({"task": 1}))
    assert training.settle(home) == []
