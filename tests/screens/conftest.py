"""What the tests of the screens share: the app on the real lessons, at the two sizes that matter."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tutor.catalog import Catalog, Task, load
from tutor.screens.app import TutorApp
from tutor.screens.lesson import LessonScreen
from tutor.screens.session import Session

NARROW, WIDE = (80, 24), (160, 48)
PATIENCE = 60.0  # seconds; far more than anything takes, so that only a hang fails

Running = Callable[..., "asynccontextmanager[Pilot[int]]"]


class Driver:
    """A running app and the words in which the tests speak of it."""

    def __init__(self, app: TutorApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.press = pilot.press

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Wait until the condition holds; fail, saying what was waited for, if it never does."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"never: {what or condition}; the screen says\n{self.text}"
            await self.pilot.pause()
            await asyncio.sleep(0.005)  # lets threads have the interpreter; nothing depends on how long

    @property
    def lesson(self) -> LessonScreen:
        """The lesson that is shown."""
        assert isinstance(self.app.screen, LessonScreen), self.app.screen
        return self.app.screen

    @property
    def text(self) -> str:
        """All text of the screen as it is drawn, row by row."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    def says(self, words: str) -> bool:
        """Whether these words can be read on the screen, line breaks and frames between them aside."""
        squeezed = "".join(c if c.isprintable() and c not in "│╭╮╰╯─▁▂▃▄▅▆▇█" else " " for c in self.text)
        return " ".join(words.split()) in " ".join(squeezed.split())

    async def sees(self, words: str) -> None:
        """Wait until these words can be read on the screen."""
        await self.until(lambda: self.says(words), f"'{words}' on the screen")

    async def home_is_loaded(self) -> None:
        """Wait for the first screen to have read everything."""
        await self.until(lambda: getattr(self.app.screen, "loaded", None), "home loaded")

    async def open_lesson(self, task: Task, framework: str = "neon") -> LessonScreen:
        """Go to a lesson as the app itself does, over the list of lessons."""
        await self.home_is_loaded()
        self.app.open_framework(framework, task)
        await self.until(
            lambda: isinstance(self.app.screen, LessonScreen) and self.app.screen.progress and self.app.focused,
            "lesson open",
        )
        return self.lesson

    async def verdict(self) -> LessonScreen:
        """Wait for the check that was started to be over and its verdict shown."""
        await self.until(
            lambda: self.lesson.checking.run is None and self.lesson.checking.verdict is not None, "verdict"
        )
        return self.lesson

    def static(self, selector: str) -> str:
        """The plain text of a Static."""
        return str(self.app.screen.query_one(selector, Static).visual)


@pytest.fixture(scope="session")
def lessons() -> Catalog:
    return load()


@pytest.fixture
def hello(lessons: Catalog) -> Task:
    return lessons.find("hello")


@pytest.fixture(params=[NARROW, WIDE], ids=["80x24", "160x48"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Both sizes, one after the other."""
    return request.param


@pytest.fixture
def running(home: Path) -> Running:
    """Run the app over a session of its own, and close it afterwards."""

    @asynccontextmanager
    async def run(size: tuple[int, int] = WIDE, lessons: Path | None = None) -> AsyncIterator[Driver]:
        session = Session(home, lessons)
        app = TutorApp(session)
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                yield Driver(app, pilot)
        finally:
            session.close()

    return run


__all__ = ["NARROW", "WIDE", "Driver", "Running"]
