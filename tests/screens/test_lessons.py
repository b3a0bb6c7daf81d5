"""The list of lessons: every task with its state, broken ones named."""

from __future__ import annotations

import shutil
from pathlib import Path

from textual.widgets import OptionList

from tutor import paths
from tutor.catalog import Catalog, Task
from tutor.screens.home import HomeScreen
from tutor.screens.lesson import LessonScreen
from tutor.screens.lessons import LessonsScreen
from tutor.screens.widgets.dialog import Notice


async def open_list(driver, key: str = "3") -> LessonsScreen:
    await driver.home_is_loaded()
    await driver.press(key)
    await driver.until(lambda: isinstance(driver.app.screen, LessonsScreen))
    return driver.app.screen


async def test_every_task_of_the_framework_is_listed_in_order(running, lessons: Catalog, size) -> None:
    async with running(size) as driver:
        screen = await open_list(driver)
        options = screen.query_one(OptionList)
        listed = [option.id for option in options.options if option.id is not None]
        assert listed == [task.key for task in lessons.tasks if "neon" in task.frameworks]
        await driver.sees(lessons.units[0].title)
        await driver.sees("new")


async def test_enter_opens_the_first_task_and_escape_goes_back(running, hello: Task, size) -> None:
    async with running(size) as driver:
        await open_list(driver)
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, LessonScreen))
        assert driver.lesson.lesson.id == hello.id
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, LessonsScreen))
        await driver.until(lambda: driver.says("open"), "the state is read anew")
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, HomeScreen))


async def test_lines_fit_their_width(running, size) -> None:
    async with running(size) as driver:
        screen = await open_list(driver)
        options = screen.query_one(OptionList)
        room = options.scrollable_content_region.width
        assert all(option.prompt.cell_length <= room for option in options.options)


async def test_a_broken_task_is_listed_and_says_why(running, tmp_path: Path, size) -> None:
    root = tmp_path / "lessons"
    shutil.copytree(paths.lessons(), root)
    (root / "00-first-contact" / "hello" / "task.yaml").write_text("id: none [red]\n")
    async with running(size, lessons=root) as driver:
        await open_list(driver)
        await driver.sees("broken:")
        screen = driver.app.screen
        options = screen.query_one(OptionList)
        options.highlighted = options.get_option_index("00-first-contact/hello")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, Notice))
        await driver.sees("A lesson is broken")
        await driver.sees("task.yaml")
