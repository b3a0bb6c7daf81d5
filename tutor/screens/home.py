"""The first screen: the frameworks, and where the learner left off."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.widgets import Footer, Static

from progress.errors import ProgressError
from tutor.errors import TutorError
from tutor.screens.actions import bindings
from tutor.screens.base import TutorScreen
from tutor.screens.literal import content, literal
from tutor.screens.session import Session, Trouble
from tutor.screens.widgets.card import CardData, FrameworkCard
from tutor.screens.widgets.dialog import Question
from tutor.screens.widgets.due import Due
from tutor.screens.wording import count

if TYPE_CHECKING:
    from progress.report.model import Report
    from progress.review import Scheduled
    from tutor.catalog import Task

TITLES = {"pytorch": "PyTorch", "tensorflow": "TensorFlow", "neon": "neon"}


@dataclass(frozen=True)
class HomeData:
    """Everything the home screen shows, gathered away from the screen."""

    cards: dict[str, CardData]
    resume: tuple[Task, str] | None
    broken: int
    troubles: tuple[Trouble, ...]
    due: tuple[Scheduled, ...] = ()


class Resume(Static, can_focus=True):
    """The line that takes the learner back to where they left off."""

    def __init__(self) -> None:
        super().__init__(id="resume")
        self.target: tuple[Task, str] | None = None
        self.display = False

    def show(self, target: tuple[Task, str] | None) -> None:
        """Name the task; nothing is shown to someone who has not begun."""
        self.target = target
        self.display = target is not None
        if target is not None:
            task, framework = target
            self.update(
                Content.assemble(
                    ("▸ Continue  ", "bold $accent"),
                    (literal(task.title), "bold"),
                    (f"  in {TITLES[framework]}", "$muted"),
                )
            )

    async def on_click(self, event: Click) -> None:
        """Continue."""
        event.stop()
        await self.screen.run_action("resume")


class HomeScreen(TutorScreen):
    """Three cards and a line; everything but their names is filled in after the first paint."""

    PLACE = "home"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("home"),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.loaded: HomeData | None = None

    def compose(self) -> ComposeResult:
        """The name, the line to continue by, the cards."""
        yield Static(
            Content.assemble(
                ("dltutor", "bold $primary"), ("   deep learning by doing: your code runs, for real", "$muted")
            ),
            id="banner",
        )
        yield Resume()
        yield Due()
        yield Static(Content("Choose a framework"), id="choose")
        with Horizontal(id="cards"):
            for framework, title in TITLES.items():
                yield FrameworkCard(framework, title)
        yield Static(id="home-note")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Something has the focus from the first key on."""
        self.query(FrameworkCard).first().focus()

    def on_screen_resume(self) -> None:
        """Gather anew each time the screen comes to the front."""
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        # After the first paint, so that nothing of this is waited for.
        self.call_after_refresh(self._gather)

    @work(exclusive=True, group="gather")
    async def _gather(self) -> None:
        data = await asyncio.to_thread(gather, self.session)
        first = self.loaded is None
        self.loaded = data
        for framework, card in data.cards.items():
            self.query_one(f"#card-{framework}", FrameworkCard).show(card)
        resume = self.query_one(Resume)
        resume.show(data.resume)
        self.query_one(Due).show(data.due)
        if first and data.resume is not None and isinstance(self.focused, FrameworkCard):
            resume.focus()
        self.query_one("#home-note", Static).update(home_note(data))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual calls it
        """There is something to continue only for someone who has begun, and to retake once something is due."""
        if action == "retake":
            return self.loaded is not None and bool(self.loaded.due)
        return action != "resume" or (self.loaded is not None and self.loaded.resume is not None)

    def action_open_card(self) -> None:
        """Enter: whatever has the focus."""
        if isinstance(self.focused, Resume):
            self.action_resume()
        elif isinstance(self.focused, Due):
            self.action_retake()
        elif isinstance(self.focused, FrameworkCard):
            self.open(self.focused.framework)

    def action_open_framework(self, position: int) -> None:
        """A number key: the framework at this position."""
        self.open(list(TITLES)[position])

    @on(FrameworkCard.Chosen)
    def _chosen(self, event: FrameworkCard.Chosen) -> None:
        self.open(event.framework)

    def open(self, framework: str) -> None:
        """Show the lessons of a framework; one that is missing explains itself first."""
        self.tutor.open_framework(framework)

    def action_tutorials(self) -> None:
        """T: the official tutorials."""
        from tutor.screens.tutorials import TutorialsScreen

        self.app.push_screen(TutorialsScreen())

    def action_compare(self) -> None:
        """V: the five questions."""
        from tutor.screens.compare import CompareScreen

        self.app.push_screen(CompareScreen())

    def action_resume(self) -> None:
        """Go straight to the task that was open last."""
        target = self.query_one(Resume).target
        if target is not None:
            self.tutor.open_framework(target[1], target[0])

    def action_retake(self) -> None:
        """Take the task again that reviews the skill most likely lost."""
        due = self.query_one(Due).target
        if due is not None:
            self.run_worker(self._retake(due), group="retake", exclusive=True)

    async def _retake(self, due: Scheduled) -> None:
        task = next((task for task in self.session.catalog.tasks if task.id == due.task_id), None)
        question = Question(
            "Take it again?",
            f"{task.title if task else due.task} in {TITLES[due.framework]}, from its starter. Your code goes to the "
            "history, and the figures of the first time stay as they are.",
            yes="Take it again",
        )
        if task is None or not await self.app.push_screen_wait(question):
            return
        try:
            await asyncio.to_thread(
                lambda: self.session.workspace.reset(task, due.framework, task.starter(due.framework))
            )
        except TutorError as error:
            self.complain(error)
            return
        self.session.record(lambda recorder: recorder.retake_started(task.id, due.framework))
        self.tutor.open_framework(due.framework, task)


def gather(session: Session) -> HomeData:
    """Read lessons, frameworks and progress; what fails is told beside what does not. For any thread."""
    troubles: list[Trouble] = []
    report: Report | None = None
    due: tuple[Scheduled, ...] = ()
    broken = 0
    try:
        broken = len(session.catalog.broken)
        report = session.report()
        due = session.due() if any(each.done for each in report.frameworks.values()) else ()
    except (TutorError, ProgressError) as error:
        troubles.append(error)
    cards = {framework: _card(session, framework, report) for framework in TITLES}
    return HomeData(cards, _resume(session, report), broken, tuple(troubles), due)


def _card(session: Session, framework: str, report: Report | None) -> CardData:
    from tutor.frameworks import Missing

    card = CardData()
    if report is not None:
        done = report.frameworks[framework]
        card = CardData(
            done=done.done, total=done.total, last=done.last_activity, units=_units(session, framework, report)
        )
    try:
        found = session.find(framework)
    except TutorError as error:
        return replace(card, missing=error.message, remedy=error.remedy)
    if isinstance(found, Missing):
        from tutor.screens.setting_up import can_be_set_up

        remedy = "Enter sets it up." if can_be_set_up(session, framework) else found.remedy
        return replace(card, missing=found.what, remedy=remedy)
    return replace(card, version=found.version, device=found.device, note=found.note)


def _units(session: Session, framework: str, report: Report) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The units that have tasks in this framework, with the state of each task."""
    states = {each.info.id: each.state for each in report.tasks if each.framework == framework}
    units = [
        (unit.title, tuple(states[task.id] for task in unit.tasks if task.id in states))
        for unit in session.catalog.units
    ]
    return tuple((title, marks) for title, marks in units if marks)


def _resume(session: Session, report: Report | None) -> tuple[Task, str] | None:
    if report is None or report.last is None:
        return None
    key, framework = report.last
    task = next((task for task in session.catalog.tasks if task.key == key), None)
    return (task, framework) if task is not None and framework in task.frameworks else None


def home_note(data: HomeData) -> Content:
    """What could not be read, a line each."""
    lines = [
        Content.assemble((f"{literal(trouble.title)}. ", "bold $error"), content(f"{trouble.message} {trouble.remedy}"))
        for trouble in data.troubles
    ]
    if data.broken:
        lines.append(
            Content.assemble((f"{count(data.broken, 'lesson')} cannot be read", "$warning"), "; the list names it.")
        )
    return Content("\n").join(lines)
