"""A file that another editor saves is checked by itself, for those who want it."""

from __future__ import annotations

from progress.store import Log
from tutor import paths
from tutor.catalog import Task

SLOW = "import time\nwhile True:\n    time.sleep(0.01)\n"


def started() -> int:
    with Log.open(paths.database()) as log:
        return sum(event.type == "check_started" for event in log.events())


async def written(driver, task: Task, source: str) -> None:
    """Let another editor save the file, and wait until it is taken in."""
    driver.app.session.workspace.save(task, "neon", source)
    await driver.until(lambda: driver.lesson.editor.text == source, "the file is loaded")


async def test_it_is_off_until_it_is_wanted(running, hello: Task, size) -> None:
    async with running(size) as driver:
        lesson = await driver.open_lesson(hello)
        await written(driver, hello, hello.solution("neon"))
        assert lesson.checking.run is None
        assert started() == 0
        await driver.press("f12")
        await driver.sees("checks on save")
        await driver.press("f12")
        await driver.until(lambda: not driver.says("checks on save"))


async def test_a_save_elsewhere_is_checked(running, hello: Task) -> None:
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        await driver.press("f12")
        await written(driver, hello, hello.solution("neon"))
        await driver.verdict()
        assert lesson.passed
        assert started() == 1


async def test_saves_during_a_check_wait_and_the_latest_is_checked_once(running, hello: Task) -> None:
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        await driver.press("f12")
        await written(driver, hello, SLOW)
        await driver.until(lambda: lesson.checking.run)
        first = lesson.checking.run
        await written(driver, hello, "x = 1\n")
        await written(driver, hello, hello.solution("neon"))
        assert lesson.checking.run is first
        first.stop()  # as its time limit would, only sooner
        await driver.until(lambda: lesson.checking.verdict is not None and lesson.checking.verdict.passed)
        assert started() == 2


async def test_who_stops_a_check_stops_what_waits_too(running, hello: Task) -> None:
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        await driver.press("f12")
        await written(driver, hello, SLOW)
        await driver.until(lambda: lesson.checking.run)
        await written(driver, hello, hello.solution("neon"))
        await driver.press("escape")
        await driver.verdict()
        assert lesson.checking.verdict.outcome == "stopped"
        assert started() == 1
