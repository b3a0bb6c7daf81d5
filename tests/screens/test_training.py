"""A long check in the tutor: its chart is live, it pauses, it outlives the screen, and its verdict waits."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.screens.conftest import NARROW, WIDE, Driver, Running
from tests.training.conftest import ENDLESS, SHORT
from tests.training.conftest import task as task
from tutor import paths, training
from tutor.catalog import Task
from tutor.judge import Progress
from tutor.screens.long_running import LongRun
from tutor.screens.widgets import verdict as words
from tutor.screens.widgets.training_chart import TrainingChart
from tutor.workspace import Workspace


@asynccontextmanager
async def tutor_with(running: Running, task: Task, source: str, size: tuple[int, int] = WIDE) -> AsyncIterator[Driver]:
    """The tutor on the pack's lessons, with `source` saved for the task."""
    Workspace(paths.home()).save(task, "neon", source)
    async with running(size) as driver:
        yield driver


def points(driver: Driver) -> int:
    run = driver.lesson.checking.run
    return len(run.points) if isinstance(run, LongRun) else 0


def in_view(driver: Driver) -> bool:
    """Whether all of the chart can be seen without scrolling."""
    chart = driver.lesson.query_one(TrainingChart)
    return chart.region.height > 0 and chart.region in driver.lesson.results.region


@pytest.mark.parametrize(
    ("value", "shown"),
    [(2.40049, "2.4"), (194.96, "195"), (443.25, "443.2"), (40_000.0, "40,000"), (-0.0312, "-0.0312")],
)
def test_a_measured_figure_has_four_digits(value: float, shown: str) -> None:
    assert words.figure(value) == shown


def test_a_training_that_is_being_judged_says_nothing_of_time_left() -> None:
    latest = Progress(step=10, total=100, value=1.0, seconds=2.0)
    going, ending = (words.training([], latest, 18.0, paused=False, ending=ending) for ending in (False, True))
    assert "left" in going[1].content.plain
    assert "left" not in ending[1].content.plain


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_training_shows_how_far_it_is_and_its_curve(
    running: Running, task: Task, size: tuple[int, int]
) -> None:
    async with tutor_with(running, task, ENDLESS, size) as driver:
        await driver.open_lesson(task)
        await driver.press("f5")
        await driver.until(lambda: points(driver) > 3, "points of the curve")
        await driver.sees("Training …")
        await driver.sees("of 1,000 steps, return 7")
        await driver.until(lambda: driver.lesson.query(TrainingChart), "chart")
        await driver.until(lambda: in_view(driver), "the whole chart in view")
        await driver.press("f10")
        await driver.verdict()
        await driver.sees("✓ Passed")
        assert driver.lesson.query(TrainingChart)
        assert not list(training.all_in(paths.home())), "a verdict that was seen leaves nothing behind"


async def test_f5_pauses_and_resumes(running: Running, task: Task) -> None:
    async with tutor_with(running, task, ENDLESS) as driver:
        await driver.open_lesson(task)
        await driver.press("f5")
        await driver.until(lambda: points(driver) > 3, "points of the curve")
        await driver.press("f5")
        await driver.sees("Paused")
        run = driver.lesson.checking.run
        assert isinstance(run, LongRun)
        assert run.training is not None
        assert run.training.wish == "pause"
        await driver.press("f5")
        await driver.sees("Training …")
        waiting = points(driver)
        await driver.until(lambda: points(driver) > waiting, "more points")
        await driver.press("f10")
        await driver.verdict()


async def test_leaving_lets_it_go_on_and_coming_back_finds_it(running: Running, task: Task) -> None:
    async with tutor_with(running, task, ENDLESS) as driver:
        await driver.open_lesson(task)
        await driver.press("f5")
        await driver.until(lambda: points(driver) > 3, "points of the curve")
        await driver.press("escape")
        await driver.sees("goes on without you")
    found = training.find(paths.home(), task.id, "neon")
    assert found is not None
    assert found.alive
    async with tutor_with(running, task, ENDLESS) as driver:
        await driver.open_lesson(task)
        await driver.until(lambda: points(driver) > 3, "points from before")
        await driver.press("f10")
        await driver.verdict()
        await driver.sees("✓ Passed")


async def test_a_verdict_that_came_while_nobody_looked_is_there_at_the_next_start(running: Running, task: Task) -> None:
    async with tutor_with(running, task, SHORT) as driver:
        begun = training.start(task, "neon", SHORT, home=paths.home(), device="cpu")
        await driver.until(lambda: not begun.alive, "end of the training")
    async with tutor_with(running, task, SHORT) as driver:
        await driver.home_is_loaded()
        await driver.sees("Train for long in neon: the training has ended, passed.")
        await driver.open_lesson(task)
        await driver.verdict()
        await driver.sees("✓ Passed")


async def test_the_brief_says_whose_earlier_stages_are_used(running: Running, home: Path) -> None:
    async with tutor_with_stages(running, home) as driver:
        stage = driver.app.session.catalog.find("second")
        await driver.open_lesson(stage)
        await driver.sees("The project so far")
        await driver.sees("the reference stands in for first")


@asynccontextmanager
async def tutor_with_stages(running: Running, home: Path) -> AsyncIterator[Driver]:
    """The tutor on a pack of two stages, of which the first is not passed."""
    import uuid

    from tests.training.conftest import CHECK, YAML

    pack = home.parent / "stages"
    for name in ("first", "second"):
        folder = pack / "50-long" / name
        (folder / "neon").mkdir(parents=True)
        builds_on = "builds_on: [first]\n" if name == "second" else ""
        head = YAML.replace(YAML.splitlines()[0], f"id: {uuid.uuid4()}").replace("Train for long", name.title())
        (folder / "task.yaml").write_text(head + builds_on)
        (folder / "brief.md").write_text(f"# {name.title()}\n")
        (folder / "check.py").write_text(CHECK)
        (folder / "neon" / "starter.py").write_text("# TODO\n")
        (folder / "neon" / "solution.py").write_text(SHORT)
    (pack / "curriculum.yaml").write_text(
        "units: [{folder: 50-long, title: Long, project: agent, tasks: [first, second]}]\n"
    )
    home.mkdir(parents=True, exist_ok=True)
    paths.settings_file().write_text(f'lessons_path = ["{pack}"]\n')
    async with running() as driver:
        yield driver
