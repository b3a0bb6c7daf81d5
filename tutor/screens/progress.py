"""The learner's progress: per framework, per task, and as a chart."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from progress.errors import ProgressError
from tutor.errors import TutorError
from tutor.screens.actions import bindings
from tutor.screens.base import Heading, TutorScreen
from tutor.screens.home import TITLES
from tutor.screens.literal import literal
from tutor.screens.wording import bar, count, duration

if TYPE_CHECKING:
    from progress.report.model import Report, TaskProgress

HELP = {
    "unaided": ("unaided", "$success"),
    "aided": ("with help", "$primary"),
    "revealed": ("solution seen", "$primary"),
}


class ProgressScreen(TutorScreen):
    """What is done and how long it took. Reads the log when shown; nothing here changes it."""

    PLACE = "progress"
    AUTO_FOCUS = "#progress-body"
    BINDINGS: ClassVar[list[BindingType]] = bindings("progress")

    def __init__(self) -> None:
        super().__init__()
        self.report: Report | None = None

    def compose(self) -> ComposeResult:
        """Three sections, one below the other."""
        yield Heading(id="heading")
        with VerticalScroll(id="progress-body"):
            yield Static(Content("Frameworks"), classes="section")
            yield Static(id="frameworks", classes="table")
            yield Static(Content("Completed tasks"), classes="section")
            yield Static(id="completed", classes="table")
            yield Static(Content("Minutes of work by task"), classes="section", id="chart-title")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the log away from the screen."""
        self.query_one(Heading).show(("Progress",))
        self.query_one("#chart-title").display = False
        self._load()

    def on_resize(self) -> None:
        """The columns move."""
        self._draw()

    @work(exclusive=True)
    async def _load(self) -> None:
        try:
            self.report = await asyncio.to_thread(self.session.report)
        except (TutorError, ProgressError) as error:
            self.complain(error)
            return
        self._draw()
        done = completed(self.report)
        if done:
            await self._draw_chart(done)

    def _draw(self) -> None:
        if self.report is None:
            return
        width = max(40, self.size.width - 6)
        self.query_one("#frameworks", Static).update(frameworks_table(self.report, width))
        self.query_one("#completed", Static).update(completed_table(completed(self.report), width))

    async def _draw_chart(self, done: Sequence[TaskProgress]) -> None:
        """The chart's library is imported here, where it is first needed."""
        from tutor.screens.widgets.chart import TimeChart

        self.query_one("#chart-title").display = True
        await self.query_one("#progress-body").mount(TimeChart(done))

    def action_back(self) -> None:
        """Esc."""
        self.dismiss()


def completed(report: Report) -> list[TaskProgress]:
    """The tasks that were passed, in the order in which that happened."""
    done = [each for each in report.tasks if each.completed_at is not None]
    return sorted(done, key=lambda each: (each.completed_at is None, each.completed_at))


def frameworks_table(report: Report, width: int) -> Content:
    """Tasks done, active time, attempts and hints of each framework."""
    room = max(6, min(30, width - 62))
    lines = [Content.styled(f"{'':<14}{'':<{room + 2}}{'done':>8}{'active':>14}{'attempts':>11}{'hints':>8}", "$muted")]
    for framework, title in TITLES.items():
        each = report.frameworks[framework]
        filled, empty = bar(each.done, each.total, room)
        active = duration(each.active_s or None)
        lines.append(
            Content.assemble(
                (f"{title:<14}", "bold"),
                (filled, "$success" if each.total and each.done == each.total else "$primary"),
                (empty, "$border-blurred"),
                f"  {f'{each.done}/{each.total}':>8}{active:>14}{each.attempts:>11}{each.hints:>8}",
            )
        )
    return Content("\n").join(lines)


def completed_table(done: Sequence[TaskProgress], width: int) -> Content:
    """Each completed task with its time against par."""
    if not done:
        return Content.styled("None yet. A task is completed when its check passes for the first time.", "$muted")
    room = max(14, min(46, width - 12 - 14 - 12 - 10 - 17))
    head = f"{'task':<{room}}{'framework':<12}{'time':>12}  {'par':>10}{'attempts':>10}  {'help':<15}"
    lines = [Content.styled(head, "$muted")]
    for each in done:
        title = literal(each.info.title)
        title = title if len(title) < room else title[: room - 2] + "…"
        par_s = each.info.par_minutes * 60
        took = each.time_to_completion_s
        style = "$success" if took is not None and took <= par_s else "$accent"
        words, colour = HELP.get(each.state, (each.state, "$muted"))
        lines.append(
            Content.assemble(
                f"{title:<{room}}",
                (f"{TITLES.get(each.framework, each.framework):<12}", "$muted"),
                (f"{duration(took):>12}", style),
                (f"  {duration(par_s):>10}", "$muted"),
                f"{each.attempts:>10}  ",
                (f"{words:<15}", colour),
            )
        )
    lines.append(Content.styled(count(len(done), "task"), "$muted"))
    return Content("\n").join(lines)
