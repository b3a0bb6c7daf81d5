"""The learner's progress: one analysis of the log, tab by tab."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable, Footer, Static, TabbedContent, TabPane

from progress.errors import ProgressError
from tutor.errors import TutorError
from tutor.screens.actions import bindings
from tutor.screens.base import Heading, TutorScreen
from tutor.screens.home import TITLES
from tutor.screens.theme import framework_colors

if TYPE_CHECKING:
    from progress.report.findings import Analysis, Figure
    from progress.review import Scheduled
    from tutor.screens.figures import Look
    from tutor.screens.widgets.task_table import TaskTable

# tab: (title, the figures in it)
TABS: dict[str, tuple[str, tuple[str, ...]]] = {
    "overview": ("Overview", ("overview",)),
    "learning": ("Learning curve", ("learning_curve",)),
    "frameworks": ("Frameworks", ("typical", "ratio", "solved_by")),
    "skills": ("Skills", ("skills",)),
    "time": ("Where the time went", ("time",)),
    "project": ("Capstone", ("project",)),
    "tasks": ("Tasks", ("tasks",)),
    "performance": ("Performance", ("performance",)),
}


class ProgressScreen(TutorScreen):
    """What is done, how long it took and what may be said of it. Reads the log when shown and changes nothing."""

    PLACE = "progress"
    BINDINGS: ClassVar[list[BindingType]] = bindings("progress")

    def __init__(self) -> None:
        super().__init__()
        self.analysis: Analysis | None = None
        self.due: tuple[Scheduled, ...] = ()

    def compose(self) -> ComposeResult:
        """A tab for each kind of figure."""
        yield Heading(id="heading")
        with TabbedContent(id="tabs"):
            for key, (title, _) in TABS.items():
                with TabPane(Content(title), id=f"tab-{key}"):
                    if key == "tasks":
                        yield VerticalScroll(id=f"body-{key}", classes="body", can_focus=False)
                    else:
                        with VerticalScroll(id=f"body-{key}", classes="body"):
                            yield Static(Content.styled("Reading the log …", "$muted"))
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the log away from the screen."""
        self.query_one(Heading).show(
            ("Progress",), Content.styled(f"1 to {len(TABS)} turn the tabs, ? says what a figure is", "$muted")
        )
        self._focus_tab()
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        try:
            analysis, due = await asyncio.to_thread(lambda: (self.session.analysis(), self.session.due()))
        except (TutorError, ProgressError) as error:
            self.complain(error)
            return
        await self._show(analysis, due)

    async def _show(self, found: Analysis, due: tuple[Scheduled, ...]) -> None:
        from tutor.screens import figures
        from tutor.screens.widgets.task_table import TaskTable

        def text(parts: figures.Parts) -> Static:
            return Static(figures.Fitted(lambda width: parts(width, self._look())), classes="figure")

        await asyncio.to_thread(import_module, "tutor.screens.widgets.chart")  # the plotting library takes its time
        charts = _charts(found)
        contents: dict[str, list[Widget]] = {
            "overview": [text(lambda width, look: figures.overview(found, due, look, width))],
            "learning": [*charts["learning"], text(lambda _, __: figures.learning(found))],
            "frameworks": [
                text(lambda width, look: figures.sides(found, look, width)),
                Static(Content(found.figures["solved_by"].title), classes="section"),
                *charts["solved"],
                text(lambda _, look: figures.solved(found, look)),
            ],
            "skills": [text(lambda width, _: figures.skills(found, width))],
            "time": [text(lambda width, look: figures.time(found, look, width))],
            "project": [text(lambda width, look: figures.projects(found, look, width)), *charts["projects"]],
            "tasks": [TaskTable(found)],
            "performance": [text(lambda width, look: figures.performance(found, look, width))],
        }
        for key, widgets in contents.items():
            body = self.query_one(f"#body-{key}")
            await body.remove_children()
            await body.mount(*widgets)
        self.analysis, self.due = found, due
        self._focus_tab()

    def _look(self) -> Look:
        from tutor.screens.figures import Look

        look = self.app.current_theme
        return Look(framework_colors(look), look.variables["muted"], look.primary)

    # --- tabs ------------------------------------------------------------------------------------------------

    @property
    def tab(self) -> str:
        """The tab that is shown, as in TABS."""
        return self.query_one("#tabs", TabbedContent).active.removeprefix("tab-")

    def action_show_tab(self, position: int) -> None:
        """A number key: the tab at this position."""
        self.query_one("#tabs", TabbedContent).active = f"tab-{list(TABS)[position]}"

    @on(TabbedContent.TabActivated)
    def _turned(self) -> None:
        self._focus_tab()
        self.refresh_bindings()

    def _focus_tab(self) -> None:
        """The arrows scroll what is shown, or move in its table."""
        table = self._table()
        self.set_focus(self.query_one(f"#body-{self.tab or 'overview'}") if table is None else table)

    def explained(self) -> tuple[Figure, ...]:
        """What the figures of the tab are."""
        return () if self.analysis is None else tuple(self.analysis.figures[key] for key in TABS[self.tab][1])

    # --- tasks -----------------------------------------------------------------------------------------------

    def _table(self) -> TaskTable | None:
        from tutor.screens.widgets.task_table import TaskTable

        found = self.query(TaskTable) if self.tab == "tasks" else ()
        return next(iter(found), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual calls it
        """What needs the table of tasks waits for it."""
        return action not in ("open_task", "sort") or self._table() is not None

    def action_sort(self) -> None:
        """S: by the next column."""
        if (table := self._table()) is not None:
            table.sort_by_next()

    def action_open_task(self) -> None:
        """Enter: the lesson of the chosen task."""
        if (table := self._table()) is not None and (chosen := table.chosen) is not None:
            self._open(*chosen)

    @on(DataTable.RowSelected)
    def _chosen(self) -> None:
        self.action_open_task()

    def _open(self, key: str, framework: str) -> None:
        task = next((task for task in self.session.catalog.tasks if task.key == key), None)
        if task is not None and framework in TITLES:
            self.tutor.go_to(task, framework)

    def action_back(self) -> None:
        """Esc."""
        self.dismiss()


def _charts(found: Analysis) -> dict[str, list[Widget]]:
    """The charts that have something to show."""
    from progress.report import wording
    from progress.stats.results import Curve
    from tutor.screens.widgets.chart import LearningChart, ProjectChart, SolvedChart

    curved = tuple(side for side in found.sides if isinstance(side.solved_by, Curve))
    return {
        "learning": [LearningChart(found.curves)] if found.curves else [],
        "solved": [SolvedChart(curved)] if curved else [],
        "projects": [
            ProjectChart(title, curves)
            for project in found.projects
            for title, curves in wording.curves_of(project).items()
        ],
    }
