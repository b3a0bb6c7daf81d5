"""Getting in: no terminal, a small one, an unusable log, and what may be imported before the first paint."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from progress.errors import ProgressError
from tutor import paths
from tutor.errors import EnvironmentProblem
from tutor.screens.app import run
from tutor.screens.home import HomeScreen
from tutor.screens.lesson import LessonScreen
from tutor.screens.session import Session
from tutor.screens.small import TooSmall

HEAVY = ("numpy", "scipy", "torch", "tensorflow", "neon", "plotext", "textual_plotext", "markdown_it", "tree_sitter")


def test_without_a_terminal_there_is_a_message_and_an_exit_code() -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        run()
    assert "needs a terminal" in caught.value.message
    assert caught.value.remedy
    done = subprocess.run(
        [sys.executable, "-c", "from tutor.cli import main; main()", "start"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert "needs a terminal" in done.stderr
    assert "\x1b" not in done.stderr


def test_a_log_that_cannot_be_read_is_told_before_anything_is_drawn(home: Path) -> None:
    home.mkdir()
    paths.database().write_bytes(b"this is no database, " * 100)
    with pytest.raises(ProgressError) as caught:
        Session()
    assert caught.value.exit_code == 4
    assert paths.database().read_bytes().startswith(b"this is no database")


@pytest.mark.parametrize("tiny", [(40, 10), (1, 1), (59, 24), (80, 15)])
async def test_a_terminal_that_is_too_small_says_so_and_recovers(running, hello, tiny) -> None:
    async with running(tiny) as driver:
        await driver.until(lambda: isinstance(driver.app.screen, TooSmall))
        if tiny[0] >= 40:
            await driver.sees("too small")
            await driver.sees(f"{tiny[0]} × {tiny[1]}")
        await driver.pilot.resize_terminal(80, 24)
        await driver.until(lambda: isinstance(driver.app.screen, HomeScreen))
        lesson = await driver.open_lesson(hello)
        lesson.show_pane("code")
        await driver.until(lambda: lesson.focused is lesson.editor)
        await driver.press("a")
        await driver.pilot.resize_terminal(*tiny)
        await driver.until(lambda: isinstance(driver.app.screen, TooSmall))
        await driver.pilot.resize_terminal(160, 48)
        await driver.until(lambda: isinstance(driver.app.screen, LessonScreen))
        assert lesson.editor.text.startswith("a")


def test_nothing_heavy_is_imported_before_a_lesson_needs_it() -> None:
    program = """
import asyncio, sys
from tutor.screens.app import TutorApp
from tutor.screens.session import Session

async def main():
    session = Session()
    app = TutorApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        while app.screen.loaded is None:
            await pilot.pause()
        await pilot.press("3")
        while type(app.screen).__name__ != "LessonsScreen":
            await pilot.pause()
    session.close()
    print(sorted(name for name in sys.modules if "." not in name))

asyncio.run(main())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ)
    imported = set(eval(done.stdout))
    assert not imported & set(HEAVY)
    assert "textual" in imported
