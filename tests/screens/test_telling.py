"""Who set a framework up by themselves is asked once what that took, and no is an answer."""

from __future__ import annotations

from progress.store import Log
from tests.screens.conftest import NARROW, Driver, Running
from tutor import paths
from tutor.catalog import Task
from tutor.frameworks import Found, find
from tutor.screens.lesson import LessonScreen
from tutor.screens.telling import TellingScreen


def told() -> list[dict[str, object]]:
    with Log.open(paths.database()) as log:
        return [event.payload for event in log.events() if event.type == "setup_told"]


async def pass_in_pytorch(driver: Driver, task: Task) -> None:
    found = find("pytorch")
    assert isinstance(found, Found)
    assert found.origin == "own"
    driver.lesson.editor.swap(task.solution("pytorch"))
    await driver.press("f5")
    await driver.verdict()
    await driver.sees("of work")


async def test_the_answers_are_kept_and_the_question_does_not_come_back(running: Running, hello: Task) -> None:
    async with running(NARROW) as driver:
        lesson = await driver.open_lesson(hello, "pytorch")
        await pass_in_pytorch(driver, hello)
        await driver.sees("How easy was this task?")
        await driver.press("6")
        await driver.sees("You set PyTorch up by yourself")
        await driver.press("2", "5", "enter", "4", "enter", "enter", "9", "enter")
        assert isinstance(driver.app.screen, TellingScreen)  # an ease of 9 there is not
        await driver.press("backspace", "5", "enter")
        await driver.until(told, "what was told")
        assert told() == [{"minutes": 25.0, "commands": 4, "failures": None, "ease": 5, "declined": False}]
        await driver.until(lambda: driver.app.screen is lesson, "the lesson")
        lesson.asking.answered(None)
        await driver.app.workers.wait_for_complete()
        assert isinstance(driver.app.screen, LessonScreen)


async def test_saying_no_is_kept_too(running: Running, hello: Task) -> None:
    async with running() as driver:
        await driver.open_lesson(hello, "pytorch")
        await pass_in_pytorch(driver, hello)
        await driver.press("6")
        await driver.sees("You set PyTorch up by yourself")
        await driver.press("escape")
        await driver.until(told, "that nothing was told")
    assert [each["declined"] for each in told()] == [True]


async def test_neon_is_never_asked_about(running: Running, hello: Task) -> None:
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        lesson.asking.answered(None)
        await driver.app.workers.wait_for_complete()
        assert driver.app.screen is lesson
    assert not told()
