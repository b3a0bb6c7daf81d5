"""What a lesson offers to a learner who is stuck, or done: documentation, hints, solution, reset, next."""

from __future__ import annotations

import os
import sys
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from tutor.errors import DataProblem, LessonError
from tutor.screens.desk import Desk
from tutor.screens.documents import DocumentsScreen
from tutor.screens.home import TITLES
from tutor.screens.solution import SolutionScreen
from tutor.screens.widgets.dialog import Notice, Question
from tutor.screens.widgets.panes import Brief
from tutor.symbols import paths_at

if TYPE_CHECKING:
    from tutor.screens.desk import Link
    from tutor.screens.lesson import LessonScreen


class Aids:
    """The help of one lesson. Each piece is recorded; what cannot be unseen is asked about first."""

    def __init__(self, screen: LessonScreen) -> None:
        self.screen = screen
        self.task = screen.lesson
        self.framework = screen.framework
        self.variant = self.task.variant(self.framework)
        self.hints_shown = 0

    def _in_turn(self, flow: Coroutine[Any, Any, None]) -> None:
        """Run a flow that may ask; only one at a time."""
        self.screen.run_worker(flow, group="aids", exclusive=True)

    async def _ask(self, title: str, text: str, yes: str) -> bool:
        return await self.screen.app.push_screen_wait(Question(title, text, yes))

    # --- documentation ---------------------------------------------------------------------------------------

    def documentation(self) -> None:
        """Show what the framework says of the name under the cursor, its other names, and the task's pages."""
        self._in_turn(self._documentation())

    async def _documentation(self) -> None:
        self.screen.signal("docs")
        desk = Desk(self.screen.session, self.task, self.framework, TITLES[self.framework])
        found = self._under_cursor()
        word = found[0].removeprefix("?.") if found else ""
        link = await self.screen.app.push_screen_wait(DocumentsScreen(desk, word, found))
        self.screen.signal("docs")
        if link is not None:
            desk.followed(link)
            self._open(link)

    def _under_cursor(self) -> tuple[str, ...]:
        """What the name under the cursor may be, if the learner looks at the code."""
        if self.screen.pane != "code":
            return ()
        editor = self.screen.editor
        return paths_at(editor.text, *editor.cursor_location)

    def _open(self, link: Link) -> None:
        if has_browser():
            self.screen.app.open_url(link.url)
            self.screen.tell(f"Opened {link.title} in your browser.")
        else:
            self.screen.app.copy_to_clipboard(link.url)
            self.screen.tell(f"There is no browser here. The address is on your clipboard: {link.url}")

    # --- hints -----------------------------------------------------------------------------------------------

    async def seen(self, hints: int) -> None:
        """Show again the hints that were taken in an earlier sitting."""
        if hints > self.hints_shown:
            self.hints_shown = min(hints, len(self.variant.hints))
            await self._show_hints()

    def hint(self) -> None:
        """Show the next hint; ask before the last."""
        self._in_turn(self._hint())

    async def _hint(self) -> None:
        levels = len(self.variant.hints)
        if self.hints_shown >= levels:
            self.screen.tell("These are all the hints. F4 shows the reference solution.")
            self.screen.show_pane("brief")
            return
        if self.hints_shown == levels - 1 and not await self._ask(
            "The last hint", "It is almost the code. Do you want to see it?", "Show it"
        ):
            return
        self.hints_shown += 1
        level = self.hints_shown
        self.screen.session.record(lambda recorder: recorder.hint_shown(self.task.id, self.framework, level, levels))
        await self._show_hints()
        if self.screen.has_class("-narrow"):
            self.screen.show_pane("brief")

    async def _show_hints(self) -> None:
        brief = self.screen.query_one(Brief)
        await brief.show_hints(self.variant.hints[: self.hints_shown], len(self.variant.hints))

    # --- solution --------------------------------------------------------------------------------------------

    def solution(self) -> None:
        """Show the reference solution beside the learner's code; ask unless the task is passed."""
        self._in_turn(self._solution())

    async def _solution(self) -> None:
        if not self.screen.passed and not await self._ask(
            "The reference solution",
            f"You have not passed this task{self._again} yet. If you look now, it will count as solved with the "
            "solution seen.",
            "Show it",
        ):
            return
        try:
            reference = self.task.solution(self.framework)
        except LessonError as error:
            self.screen.complain(error)
            return
        self.screen.session.record(lambda recorder: recorder.solution_shown(self.task.id, self.framework))
        await self.screen.app.push_screen_wait(SolutionScreen(self.screen.editor.text, reference))

    @property
    def _again(self) -> str:
        return " again" if self.screen.again else ""

    # --- starting over, going on -----------------------------------------------------------------------------

    def reset(self) -> None:
        """Put the starter back, after a question."""
        self._in_turn(self._reset())

    async def _reset(self) -> None:
        if not await self._ask(
            "Start over", "Your code goes to the history and the editor back to the start.", "Start over"
        ):
            return
        screen = self.screen
        if not screen.keeper.save():
            return
        try:
            draft = screen.keeper.draft.reset()
        except DataProblem as error:
            screen.complain(error)
            return
        screen.session.record(lambda recorder: recorder.reset(self.task.id, self.framework))
        screen.editor.mark(None)
        screen.editor.swap(draft.source)
        screen.tell("The starter is back; what you had is in the history, and Ctrl+Z brings it back too.")

    def next_task(self) -> None:
        """Go to the next task; one that is not passed may be skipped on purpose."""
        self._in_turn(self._next_task())

    async def _next_task(self) -> None:
        screen = self.screen
        if screen.checking.run is not None:
            screen.tell("A check is running. Esc stops it.")
            return
        if not screen.passed:
            if not await self._ask(
                "Skip this task?",
                f"You have not passed it{self._again} yet. Your code stays, and you can come back to it at any time.",
                "Skip it",
            ):
                return
            screen.session.record(lambda recorder: recorder.skipped(self.task.id, self.framework))
        order = [task for task in screen.session.catalog.tasks if self.framework in task.frameworks]
        following = order[order.index(self.task) + 1 :]
        screen.leave()
        screen.dismiss()
        if following:
            screen.tutor.open_task(following[0], self.framework)
        else:
            title = TITLES[self.framework]
            screen.app.push_screen(
                Notice(
                    f"The last task of {title}", f"There is no task after this one in {title}. F3 shows your progress."
                )
            )


def has_browser() -> bool:
    """Whether opening an address would open a window, rather than a text browser over this screen."""
    if sys.platform in ("darwin", "win32") or os.environ.get("BROWSER"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))
