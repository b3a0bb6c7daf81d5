"""One task: its brief, the editor, the results of its checks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Footer, TextArea

from progress.errors import ProgressError
from tutor.screens import neons
from tutor.screens.actions import bindings
from tutor.screens.aids import Aids
from tutor.screens.asking import Asking
from tutor.screens.base import WIDE, Heading, TutorScreen
from tutor.screens.checking import Checking
from tutor.screens.drafts import OpenDraft
from tutor.screens.home import TITLES
from tutor.screens.keeping import Keeper
from tutor.screens.session import Session
from tutor.screens.widgets.ease import EaseQuestion
from tutor.screens.widgets.editor import Editor
from tutor.screens.widgets.panes import PANES, Brief, Pane, PaneTab, PaneTabs, Results
from tutor.screens.widgets.states import STATES
from tutor.screens.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from progress.events import SignalKind
    from progress.report.model import TaskProgress
    from tutor.catalog import Task

AUTOSAVE = 0.4  # seconds; what a power cut may take, with the write itself, stays well under one
HEARTBEAT = 30.0  # seconds
TARGETS: dict[Pane, str] = {"brief": "#brief", "code": "#editor", "results": "#results"}
FOCUS: dict[str, Pane] = {target.removeprefix("#"): pane for pane, target in TARGETS.items()}
DONE = frozenset({"unaided", "aided", "revealed"})


def project_so_far(task: Task, own: Iterable[str]) -> str:
    """Markdown on the stages that a task builds on: which of them are the learner's own."""
    if not task.builds_on:
        return ""
    mine = [name for name in task.builds_on if name in set(own)]
    others = [name for name in task.builds_on if name not in mine]
    said = [f"yours: {', '.join(mine)}"] if mine else []
    said += [f"the reference stands in for {', '.join(others)}"] if others else []
    return f"\n\n**The project so far** (`from {task.project}.… import …`): {'; '.join(said)}.\n"


class LessonScreen(TutorScreen):
    """A task in one framework. Code is saved as it is typed; a check runs beside the screen, never in it."""

    PLACE = "lesson"
    BINDINGS: ClassVar[list[BindingType]] = bindings("lesson")

    def __init__(self, task: Task, framework: str, session: Session) -> None:
        """Read the task and what the learner saved of it; raise LessonError or UsageError if that fails."""
        super().__init__()
        self.lesson = task
        self.framework = framework
        self.keeper = Keeper(self, OpenDraft(session.workspace, task, framework))
        self.checking = Checking(self)
        self.aids = Aids(self)
        self.asking = Asking(self)
        self.progress: TaskProgress | None = None
        self.passed = False
        self.again = False  # a retake is under way
        self.pane: Pane = "code" if self.keeper.draft.path.exists() else "brief"
        self._brief_text = task.brief(framework) + project_so_far(task, session.workspace.stages(task, framework))
        self._left = False

    @property
    def editor(self) -> Editor:
        """The editor."""
        return self.query_one("#editor", Editor)

    @property
    def results(self) -> Results:
        """The results pane."""
        return self.query_one(Results)

    def compose(self) -> ComposeResult:
        """Wide: brief left, editor over results right. Narrow: one at a time, under tabs."""
        self.take_shape()
        self.add_class(f"-show-{self.pane}")
        yield Heading(id="heading")
        yield PaneTabs()
        with Horizontal(id="panes"):
            yield Brief(self._brief_text)
            with Vertical(id="work"):
                with Vertical(id="code"):
                    yield Editor(id="editor")
                yield Results()
        yield EaseQuestion()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Bring back the code, start the clocks and, in the background, the framework."""
        self.keeper.open()
        self.query_one("#code").border_title = Content(f"{self.lesson.name}.py")
        self.session.record(lambda recorder: recorder.open_task(self.lesson.id, self.framework))
        self.session.warm(self.framework)
        self.set_interval(AUTOSAVE, self.keeper.look)
        self.set_interval(HEARTBEAT, lambda: self.session.record(lambda recorder: recorder.heartbeat()))
        self.show_pane("code" if self.app.size.width >= WIDE else self.pane)
        self.draw_heading()
        self.load_progress()
        self.checking.attach()

    # --- panes -----------------------------------------------------------------------------------------------

    def show_pane(self, pane: Pane) -> None:
        """Go to this pane: it gets the focus, and in a narrow terminal it is the one that is shown."""
        self._light(pane)
        self.set_focus(self.query_one(TARGETS[pane]))

    def _light(self, pane: Pane) -> None:
        self.pane = pane
        for each in PANES:
            self.set_class(each == pane, f"-show-{each}")
        self.query_one(PaneTabs).show(pane)

    def action_next_pane(self) -> None:
        """Ctrl+T."""
        self.show_pane(PANES[(PANES.index(self.pane) + 1) % len(PANES)])

    @on(PaneTab.Clicked)
    def _tab(self, event: PaneTab.Clicked) -> None:
        self.show_pane(event.pane)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click moves the focus; the pane follows it."""
        pane = FOCUS.get(event.widget.id or "")
        if pane is not None and event.widget is self.focused:
            self._light(pane)
        self.signal("focus")

    def signal(self, kind: SignalKind) -> None:
        """Tell the clock that the learner is at work."""
        self.session.signal(kind)

    @on(EaseQuestion.Answered)
    def _rated(self, event: EaseQuestion.Answered) -> None:
        self.asking.answered(event.ease)

    @on(Brief.Scrolled)
    def _reads(self) -> None:
        self.signal("scroll")

    @on(TextArea.SelectionChanged)
    def _moves(self) -> None:
        self.signal("key")

    @on(TextArea.Changed)
    def _types(self) -> None:
        self.signal("key")

    # --- leaving ---------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Stop a running check, save, and tell the log. Once."""
        if not self._left:
            self._left = True
            self.checking.end()
            self.keeper.settle()
            self.session.record(lambda recorder: recorder.leave_task())

    def action_back(self) -> None:
        """Esc: stop a running check, else skip the question, else go back to the list."""
        if self.checking.stoppable:
            self.checking.stop()
        elif self.asking.skip():
            return
        elif self.keeper.save() or self.keeper.failed:
            self.leave()
            self.dismiss()

    def action_check(self) -> None:
        """F5: check the code as it stands; once more stops it."""
        self.checking.toggle()

    def action_finish_training(self) -> None:
        """F10: what a training has reached is judged now."""
        self.checking.finish()

    def action_check_on_save(self) -> None:
        """F12: a file that another editor saves is checked by itself, or no more."""
        self.session.check_on_save = not self.session.check_on_save
        self.draw_heading()

    def action_switch_neon(self) -> None:
        """Ctrl+N: the port or upstream, in neon."""
        if self.framework == "neon":
            self.run_worker(neons.switch(self), group="switch-neon", exclusive=True)

    # --- progress --------------------------------------------------------------------------------------------

    @work(exclusive=True, group="progress")
    async def load_progress(self) -> None:
        """Read from the log how this task stands; away from the screen."""
        try:
            report = await asyncio.to_thread(self.session.report)
            again = await asyncio.to_thread(self.session.retaking, self.lesson, self.framework)
        except ProgressError as error:
            self.complain(error)
            return
        self.progress = next(
            (each for each in report.tasks if each.info.id == self.lesson.id and each.framework == self.framework), None
        )
        if self.progress is not None:
            self.again = again is not None
            self.passed = self.passed or (self.progress.state in DONE and not self.again)
            await self.aids.seen(self.progress.hints if again is None else again)
            self.checking.show_what_it_took(self.progress)
        self.draw_heading()

    def draw_heading(self) -> None:
        """Say where we are and how this task stands."""
        state = self.progress.state if self.progress else "new"
        mark, text, style = STATES[state]
        attempts = self.progress.attempts if self.progress else 0
        right = Content.assemble(
            ("not saved  ", "bold $error") if self.keeper.failed else "",
            ("checks on save  ", "$accent") if self.session.check_on_save else "",
            (f"{self.session.settings.neon.use}  " if self.framework == "neon" else "", "$muted"),
            (f"{count(attempts, 'attempt')}  " if attempts else "", "$muted"),
            (f"{mark} {text}", style),
        )
        self.query_one(Heading).show((TITLES[self.framework], self.lesson.title), right)

    # --- help (see aids.py) ----------------------------------------------------------------------------------

    def action_documentation(self) -> None:
        """F1."""
        self.aids.documentation()

    def action_hint(self) -> None:
        """F2."""
        self.aids.hint()

    def action_solution(self) -> None:
        """F4."""
        self.aids.solution()

    def action_reset(self) -> None:
        """F8."""
        self.aids.reset()

    def action_next_task(self) -> None:
        """F9."""
        self.aids.next_task()
