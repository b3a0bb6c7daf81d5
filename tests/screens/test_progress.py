"""The progress screen: the same numbers as the report, and a chart."""

from __future__ import annotations

from tutor.catalog import Task
from tutor.screens.lesson import LessonScreen
from tutor.screens.progress import ProgressScreen
from tutor.screens.widgets.chart import TimeChart


async def test_before_anything_is_done_it_says_so(running, size) -> None:
    async with running(size) as driver:
        await driver.home_is_loaded()
        await driver.press("f3")
        await driver.until(lambda: isinstance(driver.app.screen, ProgressScreen) and driver.app.screen.report)
        await driver.sees("PyTorch")
        await driver.sees("None yet.")
        assert not driver.app.screen.query(TimeChart)


async def test_a_completed_task_stands_there_with_its_time_against_par_and_a_bar(running, hello: Task, size) -> None:
    async with running(size) as driver:
        lesson = await driver.open_lesson(hello)
        lesson.editor.swap(hello.solution("neon"))
        await driver.press("f5")
        await driver.verdict()
        await driver.press("f3")
        await driver.until(lambda: isinstance(driver.app.screen, ProgressScreen) and driver.app.screen.report)
        await driver.until(lambda: driver.app.screen.query(TimeChart), "chart")
        assert "3 min" in driver.static("#completed")
        assert "unaided" in driver.static("#completed")
        done = driver.app.screen.report.frameworks["neon"]
        assert f"{done.done}/{done.total}" in driver.static("#frameworks")
        driver.app.screen.query_one("#progress-body").scroll_end(animate=False)
        await driver.until(lambda: driver.says("hello (n)"), "the chart names the task")
        await driver.press("ctrl+l")
        await driver.until(lambda: driver.says("hello (n)"))
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, LessonScreen))


async def test_it_opens_once_from_anywhere(running, size) -> None:
    async with running(size) as driver:
        await driver.home_is_loaded()
        await driver.press("f3", "f3")
        await driver.until(lambda: isinstance(driver.app.screen, ProgressScreen))
        assert len(driver.app.screen_stack) == 2
