"""In a lesson, Ctrl+N goes from the bundled port of neon to an upstream checkout and back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.screens.conftest import NARROW, Running
from tutor import settings
from tutor.catalog import Task
from tutor.settings import Neon


def chosen() -> str:
    return settings.load().neon.use


async def test_without_a_checkout_it_says_how_to_name_one(running: Running, hello: Task) -> None:
    async with running(NARROW) as driver:
        await driver.open_lesson(hello)
        assert driver.says("port ◐ open")
        await driver.press("ctrl+n")
        await driver.sees("dltutor setup neon --from PATH")
        await driver.press("escape")
    assert chosen() == "port"


async def test_a_checkout_that_has_gone_is_told_and_the_port_goes_on(
    running: Running, hello: Task, tmp_path: Path
) -> None:
    settings.choose_neon(Neon(str(tmp_path / "gone"), "port"))
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        await driver.press("ctrl+n")
        await driver.sees("is not a folder")
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is lesson)
        assert driver.says("port ◐ open")
    assert chosen() == "port"


async def test_another_framework_has_no_use_for_it(running: Running, hello: Task) -> None:
    async with running() as driver:
        await driver.open_lesson(hello, "tensorflow")
        await driver.press("ctrl+n")
        assert driver.says("◐ open")
        assert not driver.says("port ◐")


@pytest.mark.upstream
async def test_the_attempts_say_which_neon_ran(running: Running, hello: Task) -> None:
    checkout = os.environ.get("NEON_UPSTREAM")
    if not checkout:
        pytest.skip("NEON_UPSTREAM names no checkout of upstream neon")
    settings.choose_neon(Neon(checkout, "port"))
    async with running() as driver:
        lesson = await driver.open_lesson(hello)
        await driver.press("ctrl+n")
        await driver.sees("upstream ◐ open")
        lesson.editor.text = hello.solution("neon")
        await driver.press("f5")
        await driver.verdict()
        assert lesson.checking.verdict is not None
        assert lesson.checking.verdict.implementation == "upstream"
        await driver.press("ctrl+n")
        await driver.until(lambda: chosen() == "port")
