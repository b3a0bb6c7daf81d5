"""The lessons of one framework: units, tasks, and how each of them stands."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Footer, OptionList
from textual.widgets.option_list import Option

from progress.errors import ProgressError
from tutor.screens.actions import bindings
from tutor.screens.base import Heading, TutorScreen
from tutor.screens.home import TITLES
from tutor.screens.literal import content, literal
from tutor.screens.widgets.dialog import Notice
from tutor.screens.widgets.states import STATES
from tutor.screens.wording import count, duration

if TYPE_CHECKING:
    from progress.report.model import TaskProgress
    from tutor.catalog import BrokenTask, Catalog, Task

LEVELS = 5
WIDEST = 108  # cells; in a longer line the eye loses its way from the title to the state


class LessonsScreen(TutorScreen):
    """One line a task; Enter opens it."""

    PLACE = "lessons"
    AUTO_FOCUS = "#tasks"
    BINDINGS: ClassVar[list[BindingType]] = bindings("lessons")

    def __init__(self, framework: str, catalog: Catalog) -> None:
        super().__init__()
        self.framework = framework
        self.catalog = catalog
        self.progress: dict[str, TaskProgress] = {}

    def compose(self) -> ComposeResult:
        """Heading and list."""
        yield Heading(id="heading")
        yield OptionList(id="tasks", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the list at once; the log fills it in."""
        self._draw()
        options = self.query_one(OptionList)
        options.action_first()

    def on_screen_resume(self) -> None:
        """What was done since is read anew."""
        self._load()

    def on_resize(self) -> None:
        """The columns move."""
        self._draw()

    @work(exclusive=True)
    async def _load(self) -> None:
        try:
            report = await asyncio.to_thread(self.session.report)
        except ProgressError as error:
            self.complain(error)
            return
        self.progress = {each.info.id: each for each in report.tasks if each.framework == self.framework}
        self._draw()

    def _draw(self) -> None:
        if len(self.query("#heading, OptionList")) < 2:  # left meanwhile; they go one after the other
            return
        options = self.query_one(OptionList)
        chosen = options.highlighted
        width = min(WIDEST, max(40, self.size.width - 9))  # less margin, frame, padding and scroll bar
        entries: list[Option | None] = []
        done = total = 0
        for unit in self.catalog.units:
            tasks = [task for task in unit.tasks if self.framework in task.frameworks]
            broken = [each for each in self.catalog.broken if each.path.parent.name == unit.name]
            if not tasks and not broken:
                continue
            if entries:
                entries.append(Option(Content(""), disabled=True))
            entries.append(Option(content(unit.title, "bold $primary"), disabled=True))
            for task in tasks:
                progress = self.progress.get(task.id)
                entries.append(Option(task_line(task, progress, width), id=task.key))
                total += 1
                done += progress is not None and progress.state in ("unaided", "aided", "revealed")
            entries += [Option(broken_line(each, width), id=each.key) for each in broken]
        units = {unit.name for unit in self.catalog.units}
        stray = [each for each in self.catalog.broken if each.path.parent.name not in units]
        if stray:
            entries += [
                Option(Content(""), disabled=True),
                Option(content("Elsewhere", "bold $primary"), disabled=True),
            ]
            entries += [Option(broken_line(each, width), id=each.key) for each in stray]
        options.set_options(entries)
        options.highlighted = chosen
        right = Content.assemble((f"{done}", "bold"), (f" of {count(total, 'task')} done", "$muted"))
        self.query_one(Heading).show((TITLES[self.framework],), right)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._open(event.option_id)

    def action_open_task(self) -> None:
        """Enter, wherever the list itself did not take it."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self._open(options.get_option_at_index(options.highlighted).id)

    def _open(self, key: str | None) -> None:
        broken = next((each for each in self.catalog.broken if each.key == key), None)
        if broken is not None:
            self.app.push_screen(Notice(broken.error.title, broken.error.message, broken.error.remedy, trouble=True))
            return
        task = next((task for task in self.catalog.tasks if task.key == key), None)
        if task is not None:
            self.tutor.open_task(task, self.framework)

    def action_back(self) -> None:
        """Esc."""
        self.dismiss()


def task_line(task: Task, progress: TaskProgress | None, width: int) -> Content:
    """One line of the list, `width` cells wide: state, title, level, words for the state, active time."""
    mark, words, style = STATES[progress.state if progress else "new"]
    time = duration(progress.active_s) if progress and progress.active_s else ""
    room = max(10, width - 3 - 7 - 16 - 12)
    title = literal(task.title)
    title = title if len(title) <= room else title[: room - 1] + "…"
    return Content.assemble(
        (f" {mark} ", style),
        f"{title:<{room}}",
        ("▪" * task.level, "$secondary"),
        ("▪" * (LEVELS - task.level), "$border-blurred"),
        "  ",
        (f"{words:<16}", style),
        (f"{time:>12}", "$muted"),
    )


def broken_line(broken: BrokenTask, width: int) -> Content:
    """A task that cannot be read: its name and the reason."""
    reason = literal(broken.error.message.replace("\n", " "))
    room = max(10, width - len(broken.path.name) - 13)
    reason = reason if len(reason) <= room else reason[: room - 1] + "…"
    return Content.assemble((" ! ", "$error"), literal(broken.path.name), ("  broken: ", "$error"), (reason, "$muted"))
