"""What a lesson asks after a pass: how easy it was, and once what setting up took and what the framework is like."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from progress.errors import ProgressError
from tutor.screens.home import TITLES
from tutor.screens.rating import RatingScreen
from tutor.screens.telling import TellingScreen, to_be_told
from tutor.screens.widgets.ease import EaseQuestion

if TYPE_CHECKING:
    from progress.report.model import TaskProgress
    from tutor.screens.lesson import LessonScreen


class Asking:
    """The questions of one lesson. Each is asked once, and none needs an answer."""

    def __init__(self, screen: LessonScreen) -> None:
        self.screen = screen
        self._asked = False

    @property
    def question(self) -> EaseQuestion:
        """The line with the ease question."""
        return self.screen.query_one(EaseQuestion)

    def after_pass(self, progress: TaskProgress) -> None:
        """Ask how easy the task was, at its first pass only, and not of someone who types on."""
        run = self.screen.checking.checked
        first = progress.ease is None and progress.later_attempts == 0
        if first and not self._asked and run is not None and self.screen.editor.text == run:
            self._asked = True
            self.question.ask()

    def skip(self) -> bool:
        """Put the question away; whether there was one."""
        there = self.question.asking
        self.question.settle()
        return there

    def answered(self, ease: int | None) -> None:
        """Record the answer, give the keys back to the editor, and see whether the framework is to be rated."""
        screen = self.screen
        if ease is not None:
            screen.session.record(lambda recorder: recorder.rated(screen.lesson.id, screen.framework, ease))
        if screen.focused is None or screen.focused is self.question:
            screen.show_pane("results" if screen.has_class("-narrow") else "code")
        screen.run_worker(self._ask_on(), group="rating", exclusive=True)

    async def _ask_on(self) -> None:
        await self._ask_what_setting_up_took()
        await self._offer_rating()

    async def _ask_what_setting_up_took(self) -> None:
        screen, framework = self.screen, self.screen.framework
        with contextlib.suppress(ProgressError):  # a log that cannot be read is told where it matters
            if not await asyncio.to_thread(to_be_told, screen.session, framework) or not screen.is_current:
                return
            told = await screen.app.push_screen_wait(TellingScreen(TITLES[framework]))
            answers = told._asdict() if told is not None else {"declined": True}
            screen.session.record(lambda recorder: recorder.setup_told(framework, **answers))

    async def _offer_rating(self) -> None:
        screen, framework = self.screen, self.screen.framework
        with contextlib.suppress(ProgressError):  # a log that cannot be read is told where it matters
            if not await asyncio.to_thread(screen.session.rating_offered, framework) or not screen.is_current:
                return
            answers = await screen.app.push_screen_wait(RatingScreen(TITLES[framework]))
            screen.session.record(lambda recorder: recorder.framework_rated(framework, answers))
