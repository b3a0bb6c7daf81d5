"""`dltutor start`: the app that holds the screens, and the way in."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from progress.errors import ProgressError
from tutor import paths
from tutor.errors import EnvironmentProblem, TutorError
from tutor.screens.actions import ACTIONS, POSITIONS, bindings
from tutor.screens.base import TutorScreen
from tutor.screens.home import TITLES, HomeScreen
from tutor.screens.session import Session
from tutor.screens.small import TooSmall, fits
from tutor.screens.theme import DARK, LIGHT
from tutor.screens.widgets.dialog import Notice

if TYPE_CHECKING:
    from tutor.catalog import Task

LOOK = "look"  # the file in the data folder that keeps "dark" or "light"


def run(home: Path | None = None, lessons: Path | None = None) -> int:
    """Run the tutor in this terminal until the learner leaves; return the exit code.

    `home` and `lessons` default to the data folder and to the lessons that came with the tutor. Raises
    EnvironmentProblem without a terminal, and ProgressError if the progress log cannot be used.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise EnvironmentProblem(
            "dltutor start needs a terminal, and this is none: its input or output is a pipe or a file.",
            "Start it in a terminal window; without one, 'dltutor check' and 'dltutor report' do the same work.",
        )
    if os.environ.get("TERM", "") == "dumb":
        raise EnvironmentProblem(
            "This terminal calls itself 'dumb' (TERM=dumb): it cannot place the cursor.",
            "Start dltutor in another terminal; or use 'dltutor check' and 'dltutor report'.",
        )
    _take_the_terminals_own_size()
    session = Session(home, lessons)
    app = TutorApp(session)
    try:
        code = app.run()
    finally:
        session.close()
    if session.trouble is not None:
        print(f"{session.trouble.title}: {session.trouble.message} {session.trouble.remedy}", file=sys.stderr)
        return session.trouble.exit_code
    return code or app.return_code or 0


def _take_the_terminals_own_size() -> None:
    """Forget COLUMNS and LINES: where a shell exports them they would hold for good, whatever the window does."""
    if all(os.get_terminal_size(sys.stdout.fileno())):  # else the terminal does not know, and they may
        for name in ("COLUMNS", "LINES"):
            os.environ.pop(name, None)


class TutorApp(App[int]):
    """The tutor's screens over one session."""

    CSS_PATH = "tutor.tcss"
    TITLE = "dltutor"
    BINDINGS: ClassVar[list[BindingType]] = bindings("anywhere")
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = LIGHT.name if self._look() == "light" else DARK.name

    def get_default_screen(self) -> Screen[None]:
        """The frameworks."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Leave in good order when the terminal closes or the system goes down."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), self._leave)
        if paths.trainings(self.session.home).exists():
            self.settle_trainings()

    @work(group="trainings")
    async def settle_trainings(self) -> None:
        """Record how trainings ended while no tutor was open, and say so; their lessons show the rest."""
        from tutor import training

        try:
            for ended in await asyncio.to_thread(training.settle, self.session.home):
                request, verdict = ended.request, ended.verdict
                outcome = verdict.outcome.replace("_", " ") if verdict is not None else "without a verdict"
                name = next((task.title for task in self.session.catalog.tasks if task.id == request.task_id), "")
                where = f"{name or request.task} in {request.framework}"
                self.notify(f"{where}: the training has ended, {outcome}.", timeout=15, markup=False)
        except (TutorError, ProgressError) as error:
            self.session.trouble = error

    def on_resize(self, event: events.Resize) -> None:
        """Say so if the terminal is too small, and go on once it is not."""
        if fits(event.size) == isinstance(self.screen, TooSmall):
            if isinstance(self.screen, TooSmall):
                self.pop_screen()
            else:
                self.push_screen(TooSmall())

    # --- going places ----------------------------------------------------------------------------------------

    @work(exclusive=True, group="open")
    async def open_framework(self, framework: str, task: Task | None = None) -> None:
        """Show the lessons of a framework, and at once the lesson of `task` if there is one.

        A framework that is missing is offered to be set up; where that does not help, it explains what it needs.
        """
        from tutor.frameworks import Missing
        from tutor.screens.lessons import LessonsScreen
        from tutor.screens.setting_up import SetUpScreen, can_be_set_up

        try:
            found = await asyncio.to_thread(self.session.find, framework)
            catalog = await asyncio.to_thread(lambda: self.session.catalog)
        except TutorError as error:
            self.push_screen(Notice(error.title, error.message, error.remedy, trouble=True))
            return
        if isinstance(found, Missing) and can_be_set_up(self.session, framework):
            if not await self.push_screen_wait(SetUpScreen(self.session, framework, TITLES[framework], found)):
                return
            found = await asyncio.to_thread(self.session.find, framework)
        if isinstance(found, Missing):
            title = f"{TITLES[framework]} is not ready"
            self.push_screen(Notice(title, found.what, found.remedy, trouble=True))
            return
        await self.push_screen(LessonsScreen(framework, catalog))
        if task is not None:
            self.open_task(task, framework)

    def open_task(self, task: Task, framework: str) -> None:
        """Show a lesson; a lesson or a file that cannot be read is told instead."""
        from tutor.screens.lesson import LessonScreen

        try:
            lesson = LessonScreen(task, framework, self.session)
        except TutorError as error:
            self.push_screen(Notice(error.title, error.message, error.remedy, trouble=True))
            return
        self.push_screen(lesson)

    def go_to(self, task: Task, framework: str) -> None:
        """Leave every screen but the first in good order, and open this lesson from there."""
        while len(self.screen_stack) > 1:
            screen = self.screen
            if isinstance(screen, TutorScreen):
                screen.leave()
            self.pop_screen()
        self.open_framework(framework, task)

    # --- actions from anywhere -------------------------------------------------------------------------------

    def action_progress(self) -> None:
        """F3."""
        from tutor.screens.progress import ProgressScreen

        if not any(isinstance(screen, ProgressScreen) for screen in self.screen_stack):
            self.push_screen(ProgressScreen())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Progress leads nowhere from itself."""
        if action == "progress" and isinstance(self.screen, TutorScreen):
            return self.screen.PLACE != "progress"
        return super().check_action(action, parameters)

    def action_help(self) -> None:
        """Ctrl+G: the table of keys."""
        from tutor.screens.help import HelpScreen

        if isinstance(self.screen, TutorScreen):
            self.push_screen(HelpScreen(self.screen.PLACE, self.screen.explained()))

    def action_switch_theme(self) -> None:
        """Ctrl+L: dark or light, and so at the next start."""
        light = self.theme != LIGHT.name
        self.theme = LIGHT.name if light else DARK.name
        with contextlib.suppress(OSError):  # a look that is not remembered is no reason for a message
            self.session.home.mkdir(parents=True, exist_ok=True)
            (self.session.home / LOOK).write_text("light" if light else "dark", encoding="utf-8")

    def _look(self) -> str:
        try:
            return (self.session.home / LOOK).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return "dark"

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette: what can be done here, by name."""
        place = screen.PLACE if isinstance(screen, TutorScreen) else "anywhere"
        for action in ACTIONS:
            if action.place in (place, "anywhere") and action.name not in ("command_palette", *POSITIONS):
                source = screen if action.place == place != "anywhere" else self
                call = getattr(source, f"action_{action.name}")
                title = f"{action.label or action.name.replace('_', ' ').capitalize()}  ({action.shown})"
                yield SystemCommand(title, action.description, call)

    # --- leaving ---------------------------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """Ctrl+Q: save and leave."""
        self._leave()

    def _leave(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, TutorScreen):
                screen.leave()
        self.exit(0)
