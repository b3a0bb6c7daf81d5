"""After a pass the learner is asked how easy it was, and after ten tasks what they think of the framework."""

from __future__ import annotations

from pathlib import Path

import pytest

from progress import ratings
from progress.store import Log
from tutor import paths
from tutor.catalog import Catalog, Task
from tutor.screens.rating import RatingScreen
from tutor.screens.widgets.ease import EaseQuestion

from .learners import learn


def written(kind: str) -> list:
    with Log.open(paths.database()) as log:
        return [event for event in log.events() if event.type == kind]


async def passed(driver, task: Task) -> None:
    """Pass a task in neon, and wait for what was asked."""
    driver.lesson.editor.swap(task.solution("neon"))
    await driver.press("f5")
    await driver.verdict()
    await driver.sees("of work")


async def test_one_key_says_how_easy_it_was_and_the_question_does_not_come_back(running, hello: Task, size) -> None:
    async with running(size) as driver:
        lesson = await driver.open_lesson(hello)
        await passed(driver, hello)
        await driver.sees("How easy was this task?")
        await driver.press("6")
        await driver.until(lambda: written("rated"))
        assert written("rated")[0].payload == {"ease": 6}
        assert not lesson.query_one(EaseQuestion).asking
        assert lesson.editor.text == hello.solution("neon")
        await passed(driver, hello)
        assert not lesson.query_one(EaseQuestion).asking


@pytest.mark.parametrize("key", ["escape", "x", "f9"])
async def test_the_question_is_in_nobodys_way(running, hello: Task, key: str) -> None:
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        await passed(driver, hello)
        await driver.sees("How easy was this task?")
        await driver.press(key)
        if key == "f9":
            await driver.until(lambda: driver.app.screen is not lesson and driver.app.screen.PLACE == "lesson", "next")
        else:
            await driver.until(lambda: not lesson.query_one(EaseQuestion).asking)
            assert driver.lesson is lesson
        assert not written("rated")


async def test_after_ten_tasks_the_framework_may_be_rated(running, home: Path, lessons: Catalog, hello, size) -> None:
    learn(home, [task for task in lessons.tasks if "neon" in task.frameworks and task is not hello][:10], ["neon"])
    async with running(size) as driver:
        await driver.open_lesson(hello)
        await passed(driver, hello)
        await driver.press("7")
        await driver.until(lambda: isinstance(driver.app.screen, RatingScreen))
        await driver.sees(ratings.STATEMENTS[0].format("neon"))
        await driver.press("1", "backspace", *"4242424242")
        await driver.until(lambda: written("framework_rated"))
    with Log.open(paths.database()) as log:
        (found,) = ratings.rated(log)
    assert (found.framework, found.answers) == ("neon", (4, 2) * 5)


async def test_who_declines_is_not_asked_again(running, home: Path, lessons: Catalog, hello: Task) -> None:
    learn(home, [task for task in lessons.tasks if "neon" in task.frameworks and task is not hello][:10], ["neon"])
    async with running() as driver:
        await driver.open_lesson(hello)
        await passed(driver, hello)
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, RatingScreen))
        await driver.press("escape")
        await driver.until(lambda: written("framework_rated"))
    with Log.open(paths.database()) as log:
        assert not ratings.offered(log, "neon")
