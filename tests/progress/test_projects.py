"""A project stage by stage in each framework, and the best training of each stage, on every face."""

from __future__ import annotations

import msgspec
import pytest

from progress.clock import ManualClock
from progress.report import html, terminal
from progress.report.sharing import anonymise
from progress.store import Log
from tests.progress.learners import Learner, info

STAGES = [info("replay", "Replay buffer", project="agent"), info("solve", "Solve CartPole", project="agent")]
CURVE = [[100.0 * episode, 10.0 * episode] for episode in range(40)]


@pytest.fixture
def learner(log: Log, clock: ManualClock) -> Learner:
    return Learner(log, clock)


def trained(learner: Learner, framework: str, outcome: str, mean_return: float, **facts: object) -> None:
    measures = {"mean_return": mean_return, "environment_steps": 20_000.0, "training_seconds": 31.5}
    learner.facts = {"measures": measures, "curves": {"return": CURVE}, **facts}
    learner.work("solve", framework, outcome)
    learner.facts = {}


def test_a_project_that_is_not_begun_is_not_shown(learner: Learner) -> None:
    learner.work("other", "neon", "passed")
    found = learner.analysis([info("other"), *STAGES])
    assert found.projects == ()
    assert "Capstone" not in terminal.render(found)
    assert "Capstone" not in html.page(found)


def test_the_training_that_passed_with_the_highest_return_is_the_one_shown(learner: Learner) -> None:
    learner.work("replay", "pytorch", "failed", "passed")
    trained(learner, "pytorch", "failed", 450.0)
    trained(learner, "pytorch", "passed", 320.0, project={"replay": "reference"})
    trained(learner, "pytorch", "passed", 210.0)
    trained(learner, "neon", "failed", 80.0)
    (project,) = learner.analysis(STAGES).projects
    by_framework = {training.framework: training for training in project.trainings}
    assert (by_framework["pytorch"].measures["mean_return"], by_framework["pytorch"].of) == (320.0, 3)
    assert by_framework["pytorch"].passed
    assert not by_framework["neon"].passed
    assert by_framework["pytorch"].built_on == {"replay": "reference"}
    assert len(by_framework["neon"].curves["return"]) == 40


def test_every_face_shows_stages_and_trainings(learner: Learner) -> None:
    learner.work("replay", "pytorch", "failed", "passed")
    trained(learner, "pytorch", "passed", 480.0, distinction="480 of 500")
    trained(learner, "neon", "failed", 80.0)
    found = learner.analysis(STAGES)
    for face in (terminal.render(found, 160), html.page(found)):
        for words in ("Replay buffer", "2×", "480", "20,000", "31.5", "with distinction", "not passed"):
            assert words in face, words
    assert "<svg" in html.page(found)


def test_a_shared_report_says_of_trainings_only_what_they_reached(learner: Learner) -> None:
    trained(learner, "pytorch", "passed", 480.0, distinction="by Jane Doe", project={"replay": "own"})
    found = anonymise(learner.analysis(STAGES))
    text = msgspec.json.encode(found).decode() + html.page(found)
    assert "Jane" not in text
    assert found.projects[0].trainings[0].measures["mean_return"] == 480.0
    assert found.projects[0].stages[0].info.id.startswith("task-")
