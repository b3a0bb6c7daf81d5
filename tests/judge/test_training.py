"""A training as the judge follows it: progress, pause, finish, figures and curves, and the stages that it builds on."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.judge.conftest import FRAMEWORKS, Judge, MakeTask
from tutor.judge import Control, Progress, Workers, check, greedy_returns
from tutor.judge.expect import StepFailedError

TRAINS = '''
def check_trains(sub, expect):
    """The training reaches 5."""
    points = list(sub.follow("train", sub.environment("CartPole-v1", steps=200), total=200))
    best = max(value for _, value in points)
    sub.measure("best", best)
    sub.curve("return", points)
    expect.that(best >= 5, f"expected 5, got {best}")
    expect.distinction(best >= 100, "a hundred")
'''

RANDOM = """
def train(env):
    steps = 0
    while steps < 150:
        env.reset()
        done, total = False, 0.0
        while not done and steps < 150:
            _, reward, terminated, truncated, _ = env.step(env.action_space.sample())
            steps, total, done = steps + 1, total + reward, terminated or truncated
        yield steps, total
"""

ENDLESS = """
import itertools, time

def train(env):
    for step in itertools.count():
        time.sleep(0.005)
        yield min(step, 200), 7.0
"""


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_training_is_followed_and_its_figures_are_kept(judge: Judge, make_task: MakeTask, framework: str) -> None:
    seen: list[Progress] = []
    verdict = judge(RANDOM, task=make_task(TRAINS), framework=framework, on_progress=seen.append)
    assert verdict.passed, verdict.message
    assert verdict.measures["best"] == max(each.value for each in seen)
    assert [point[0] for point in verdict.curves["return"]] == [each.step for each in seen]
    assert seen[-1].step == 150
    assert {each.total for each in seen} == {200}
    assert verdict.distinction == ""


def test_the_budget_ends_what_goes_past_it(judge: Judge, make_task: MakeTask) -> None:
    verdict = judge(RANDOM.replace("150", "500"), task=make_task(TRAINS))
    assert verdict.outcome == "raised"
    assert "the budget of 200 environment steps is used up" in verdict.message


@pytest.mark.parametrize(
    ("yields", "words"),
    [
        ("yield 3", "expected a pair"),
        ("yield 1, 'two'", "two finite numbers"),
        ("yield 1, float('nan')", "two finite numbers"),
        ("yield 5, 1.0\n    yield 4, 1.0", "steps that grow"),
        ("yield 201, 1.0", "200 at most"),
    ],
)
def test_what_is_no_pair_of_steps_and_value_fails_with_words(
    judge: Judge, make_task: MakeTask, yields: str, words: str
) -> None:
    verdict = judge(f"def train(env):\n    {yields}\n", task=make_task(TRAINS))
    assert verdict.outcome == "failed"
    assert words in verdict.message


def test_a_training_that_is_to_finish_is_judged_on_what_there_is(judge: Judge, make_task: MakeTask) -> None:
    control = Control()
    verdict = judge(ENDLESS, task=make_task(TRAINS), control=control, on_progress=lambda _: control.finish())
    assert verdict.passed
    assert verdict.measures["best"] == 7.0


def test_a_paused_training_waits_and_goes_on(judge: Judge, make_task: MakeTask) -> None:
    control, seen, paused = Control(), [], threading.Event()

    def on_progress(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) == 3:
            control.pause()
            paused.set()

    found: list[Any] = []
    task = make_task(TRAINS)
    thread = threading.Thread(
        target=lambda: found.append(judge(ENDLESS, task=task, control=control, on_progress=on_progress))
    )
    thread.start()
    assert paused.wait(60)
    thread.join(1.0)
    waiting = len(seen)
    thread.join(0.5)
    assert len(seen) == waiting  # what had been asked for has come; nothing more is asked
    control.resume()
    while len(seen) == waiting:
        thread.join(0.01)
    control.finish()
    thread.join(10)
    assert found[0].passed


def test_stopping_a_paused_training_ends_it(judge: Judge, make_task: MakeTask) -> None:
    control = Control()
    control.pause()
    found: list[Any] = []
    task = make_task(TRAINS)
    thread = threading.Thread(target=lambda: found.append(judge(ENDLESS, task=task, control=control)))
    thread.start()
    control.cancel()
    thread.join(60)
    assert found[0].outcome == "stopped"


def test_a_curve_is_thinned_and_keeps_its_ends(judge: Judge, make_task: MakeTask) -> None:
    many = 'sub.curve("return", ((i, i) for i in range(9999)))'
    task = make_task(TRAINS.replace('sub.curve("return", points)', many))
    curve = judge(RANDOM, task=task).curves["return"]
    assert len(curve) <= 2000
    assert (curve[0], curve[-1]) == ((0.0, 0.0), (9998.0, 9998.0))


def test_a_stage_imports_the_learners_own_code_or_the_reference(
    workers: Workers, make_task: MakeTask, tmp_path: Path
) -> None:
    first = make_task()
    for framework in FRAMEWORKS:
        (first.folder / framework / "solution.py").write_text("def who():\n    return 'reference'\n")
    second = replace(
        make_task('def check_who(sub, expect):\n    """Says who."""\n    expect(sub.call("ask")).equal("own")\n'),
        project="agent",
        builds_on=(first.name,),
    )
    module = first.name.replace("-", "_")
    source = f"from agent.{module} import who\n\ndef ask():\n    return who()\n"
    with_reference = check(second, "neon", source, workers=workers)
    assert with_reference.outcome == "failed"
    assert "got 'reference'" in with_reference.message
    assert with_reference.project == {first.name: "reference"}
    with_own = check(second, "neon", source, workers=workers, project={first.name: "def who():\n    return 'own'\n"})
    assert with_own.passed
    assert with_own.project == {first.name: "own"}


def test_a_policy_that_balances_gets_every_reward_and_a_blind_one_does_not() -> None:
    def balances(observations: np.ndarray) -> np.ndarray:
        push = observations @ np.array([0.1, 0.5, 3.0, 1.5])
        return np.stack([-push, push], axis=1)

    assert greedy_returns(balances, rng=np.random.default_rng(0)).tolist() == [500.0] * 20
    blind = greedy_returns(lambda seen: np.tile([1.0, 0.0], (len(seen), 1)), rng=np.random.default_rng(0), pad_to=64)
    assert blind.max() < 20


@pytest.mark.parametrize(
    ("answer", "words"),
    [(None, "a value for each action"), (np.zeros(3), "shape"), (np.full((20, 2), np.nan), "finite")],
)
def test_a_policy_that_answers_something_else_fails_with_words(answer: Any, words: str) -> None:
    with pytest.raises(StepFailedError, match=words):
        greedy_returns(lambda _: answer, rng=np.random.default_rng(0))

