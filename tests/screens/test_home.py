"""The first screen: three frameworks, their state, and the way back to where the learner was."""

from __future__ import annotations

import shutil
from pathlib import Path

from tutor import paths
from tutor.catalog import Catalog, Task
from tutor.screens.home import HomeScreen, Resume
from tutor.screens.lesson import LessonScreen
from tutor.screens.lessons import LessonsScreen
from tutor.screens.widgets.card import FrameworkCard
from tutor.screens.widgets.dialog import Notice


def missing_pytorch(home: Path) -> None:
    """Name an interpreter for PyTorch that does not exist."""
    home.mkdir(parents=True)
    paths.settings_file().write_text('[interpreters]\npytorch = "/nowhere/python"\n')


async def test_cards_name_version_device_and_progress(running, size, lessons: Catalog) -> None:
    async with running(size) as driver:
        await driver.home_is_loaded()
        total = len(lessons.tasks)
        for name in ("PyTorch", "TensorFlow", "neon", "cpu", f"0 of {total} tasks done", "not started"):
            await driver.sees(name)
        assert not driver.app.screen.query_one(Resume).display


async def test_cards_are_equally_tall_at_widths_that_do_not_divide_by_three(running) -> None:
    async with running((100, 36)) as driver:
        await driver.home_is_loaded()
        for width in range(100, 131, 5):
            await driver.pilot.resize_terminal(width, 36)
            await driver.pilot.pause()
            cards = list(driver.app.screen.query(FrameworkCard))
            assert len({card.size.height for card in cards}) == 1, width
            assert cards[0].size.height < 20  # each unit on one line


async def test_nothing_is_written_by_looking(running, home: Path) -> None:
    async with running() as driver:
        await driver.home_is_loaded()
        await driver.press("3")
        await driver.until(lambda: isinstance(driver.app.screen, LessonsScreen))
    assert not home.exists()


async def test_arrows_and_enter_open_the_lessons_of_a_framework(running, size) -> None:
    async with running(size) as driver:
        await driver.home_is_loaded()
        await driver.press("right", "right")
        assert isinstance(driver.app.focused, FrameworkCard)
        assert driver.app.focused.framework == "neon"
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, LessonsScreen))
        assert driver.app.screen.framework == "neon"


async def test_a_click_opens_a_card(running) -> None:
    async with running() as driver:
        await driver.home_is_loaded()
        await driver.pilot.click("#card-neon")
        await driver.until(lambda: isinstance(driver.app.screen, LessonsScreen))


async def test_a_missing_framework_says_what_it_needs_and_never_opens(running, home: Path, size) -> None:
    missing_pytorch(home)
    async with running(size) as driver:
        await driver.home_is_loaded()
        card = driver.app.screen.loaded.cards["pytorch"]
        assert "/nowhere/python" in card.missing
        assert "interpreters.pytorch" in card.remedy
        await driver.press("1")
        await driver.until(lambda: isinstance(driver.app.screen, Notice))
        await driver.sees("PyTorch is not ready")
        await driver.sees("interpreters.pytorch")
        await driver.press("escape")
        assert isinstance(driver.app.screen, HomeScreen)


async def test_unreadable_settings_are_told_on_the_cards(running, home: Path) -> None:
    home.mkdir(parents=True)
    paths.settings_file().write_text("device = 'toaster'\n")
    async with running() as driver:
        await driver.home_is_loaded()
        assert all("device" in card.missing for card in driver.app.screen.loaded.cards.values())
        await driver.press("3")
        await driver.until(lambda: isinstance(driver.app.screen, Notice))


async def test_continue_goes_straight_to_the_task_that_was_open(running, hello: Task, size) -> None:
    async with running(size) as driver:
        await driver.open_lesson(hello)
    async with running(size) as driver:
        await driver.home_is_loaded()
        await driver.sees(f"Continue {hello.title} in neon")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, LessonScreen))
        assert driver.lesson.lesson.id == hello.id


async def test_an_unreadable_curriculum_is_told_and_nothing_else_breaks(running, tmp_path: Path) -> None:
    async with running(lessons=tmp_path / "none") as driver:
        await driver.home_is_loaded()
        await driver.sees("A lesson is broken")
        await driver.sees("curriculum.yaml is missing")
        await driver.press("3")
        await driver.until(lambda: isinstance(driver.app.screen, Notice))


async def test_a_broken_lesson_is_counted(running, tmp_path: Path, lessons: Catalog) -> None:
    root = tmp_path / "lessons"
    shutil.copytree(paths.lessons(), root)
    (root / "00-first-contact" / "hello" / "task.yaml").write_text("id: none\n")
    async with running(lessons=root) as driver:
        await driver.home_is_loaded()
        await driver.sees("1 lesson cannot be read")
        await driver.sees(f"0 of {len(lessons.tasks) - 1} tasks done")


async def test_the_look_changes_and_stays(running) -> None:
    async with running() as driver:
        await driver.home_is_loaded()
        assert driver.app.current_theme.dark
        await driver.press("ctrl+l")
        assert not driver.app.current_theme.dark
    async with running() as driver:
        assert not driver.app.current_theme.dark
