"""What is due for review stands on home, and is taken again from its starter as an attempt of its own."""

from __future__ import annotations

from pathlib import Path

from progress.store import Log
from tutor import paths
from tutor.catalog import Task
from tutor.screens.home import HomeScreen
from tutor.screens.lesson import LessonScreen
from tutor.screens.widgets.dialog import Question
from tutor.screens.widgets.due import Due

from .learners import learn


def retakes() -> list:
    with Log.open(paths.database()) as log:
        return [(event.task, event.framework) for event in log.events() if event.type == "retake_started"]


async def test_nothing_is_due_for_who_has_passed_nothing(running, home: Path, hello: Task) -> None:
    learn(home, [hello], ["neon"], passes=False)
    async with running() as driver:
        await driver.home_is_loaded()
        assert not driver.app.screen.query_one(Due).display
        await driver.press("r")
        assert isinstance(driver.app.screen, HomeScreen)


async def test_a_skill_that_is_due_opens_its_task_as_a_retake(running, home: Path, hello: Task, size) -> None:
    learn(home, [hello], ["neon"], hints=2)
    async with running(size) as driver:
        await driver.home_is_loaded()
        workspace = driver.app.session.workspace
        workspace.save(hello, "neon", "mine = 1\n")
        await driver.sees(f"Due for review {hello.skill} in neon")
        await driver.press("r")
        await driver.until(lambda: isinstance(driver.app.screen, Question))
        await driver.press("y")
        await driver.until(lambda: isinstance(driver.app.screen, LessonScreen) and driver.lesson.progress)
        assert driver.lesson.lesson.id == hello.id
        assert driver.lesson.editor.text == hello.starter("neon")
        assert [path.read_text() for path in workspace.history(hello, "neon")] == ["mine = 1\n"]
        assert retakes() == [(hello.id, "neon")]
        first = driver.lesson.progress
        assert (first.hints, driver.lesson.aids.hints_shown) == (2, 0)  # those of the first time are not shown again
        await driver.press("f4")
        await driver.until(lambda: isinstance(driver.app.screen, Question))
        assert "not passed this task again yet" in driver.app.screen.text
        await driver.press("n")
        await driver.until(lambda: isinstance(driver.app.screen, LessonScreen))
        await driver.press("f2")
        await driver.until(lambda: driver.lesson.aids.hints_shown == 1)
        driver.lesson.editor.swap(hello.solution("neon"))
        await driver.press("f5")
        await driver.verdict()
        await driver.until(lambda: driver.lesson.progress.later_attempts == 1)
        again = driver.lesson.progress
        assert (again.attempts, again.time_to_completion_s) == (first.attempts, first.time_to_completion_s)


async def test_a_no_changes_nothing(running, home: Path, hello: Task) -> None:
    learn(home, [hello], ["neon"])
    async with running() as driver:
        await driver.home_is_loaded()
        await driver.press("r")
        await driver.until(lambda: isinstance(driver.app.screen, Question))
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, HomeScreen))
        assert not retakes()
