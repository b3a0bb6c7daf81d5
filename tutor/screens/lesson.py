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
from tutor.errors import DataProblem, UsageError
from tutor.screens.actions import bindings
from tutor.screens.aids import Aids
from tutor.screens.base import WIDE, Heading, TutorScreen
from tutor.screens.drafts import OpenDraft
from tutor.screens.home import TITLES
from tutor.screens.running import Run
from tutor.screens.session import Session
from tutor.screens.widgets import verdict as words
from tutor.screens.widgets.dialog import Question
from tutor.screens.widgets.editor import Editor
from tutor.screens.widgets.panes import PANES, Brief, Pane, PaneTab, PaneTabs, Results
from tutor.screens.widgets.states import STATES
from tutor.screens.wording import count, duration

if TYPE_CHECKING:
    from progress.events import SignalKind
    from progress.report.model import TaskProgress
    from tutor.catalog import Task
    from tutor.judge.verdict import Step, Verdict

FRAME = 1 / 20  # seconds between two looks at a running check: faster than an eye, slow enough to type beside
AUTOSAVE = 0.4  # seconds; what a power cut may take, with the write itself, stays well under one
HEARTBEAT = 30.0  # seconds
TARGETS: dict[Pane, str] = {"brief": "#brief", "code": "#editor", "results": "#results"}
FOCUS: dict[str, Pane] = {target.removeprefix("#"): pane for pane, target in TARGETS.items()}
DONE = frozenset({"unaided", "aided", "revealed"})


class LessonScreen(TutorScreen):
    """A task in one framework. Code is saved as it is typed; a check runs beside the screen, never in it."""

    PLACE = "lesson"
    BINDINGS: ClassVar[list[BindingType]] = bindings("lesson")

    def __init__(self, task: Task, framework: str, session: Session) -> None:
        """Read the task and what the learner saved of it; raise LessonError or UsageError if that fails."""
        super().__init__()
        self.lesson = task
        self.framework = framework
        self.draft = OpenDraft(session.workspace, task, framework)
        self.aids = Aids(self)
        self.progress: TaskProgress | None = None
        self.run: Run | None = None
        self.steps: dict[str, Step] = {}
        self.verdict: Verdict | None = None
        self.passed = False
        self.pane: Pane = "code" if self.draft.path.exists() else "brief"
        self._brief_text = task.brief(framework)
        self._asking = False
        self._save_failed = False
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
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Bring back the code, start the clocks and, in the background, the framework."""
        saved = self.draft.saved
        self.editor.show(saved.source, saved.cursor)
        # The editor knows one kind of line end: what it makes of the text is no change of the learner's.
        self.draft.accept(self.editor.text, self.editor.cursor_location)
        self.query_one("#code").border_title = Content(f"{self.lesson.name}.py")
        self.session.record(lambda recorder: recorder.open_task(self.lesson.id, self.framework))
        self.session.warm(self.framework)
        self.set_interval(AUTOSAVE, self.look_after_draft)
        self.set_interval(HEARTBEAT, lambda: self.session.record(lambda recorder: recorder.heartbeat()))
        self._poller = self.set_interval(FRAME, self._poll, pause=True)
        self.show_pane("code" if self.app.size.width >= WIDE else self.pane)
        self._draw_heading()
        self.load_progress()

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

    @on(Brief.Scrolled)
    def _reads(self) -> None:
        self.signal("scroll")

    @on(TextArea.SelectionChanged)
    def _moves(self) -> None:
        self.signal("key")

    @on(TextArea.Changed)
    def _types(self) -> None:
        self.signal("key")

    # --- the draft -------------------------------------------------------------------------------------------

    def look_after_draft(self) -> None:
        """Save what was typed; take in, or ask about, what another program wrote."""
        if self._asking or self._left:
            return
        try:
            outside = self.draft.changed_outside()
        except UsageError as error:
            self.complain(error)
            return
        text = self.editor.text
        if outside is None:
            self.save()
        elif self.draft.dirty(text):
            self._ask_which(outside)
        else:
            self._take_in(outside)

    def save(self) -> bool:
        """Write the text and the cursor if they changed; whether they are safe. A failure is told once."""
        try:
            self.draft.save(self.editor.text, self.editor.cursor_location)
        except DataProblem as error:
            if not self._save_failed:
                self.complain(error)
            self._save_failed = True
        else:
            if not self._save_failed:
                return True
            self._save_failed = False
            self.tell("Your code is saved again.")
        self._draw_heading()
        return not self._save_failed

    def _take_in(self, text: str) -> None:
        self.editor.swap(text)
        self.draft.accept(self.editor.text, self.editor.cursor_location)
        self.signal("save")
        self.tell("Another program changed the file: loaded. Ctrl+Z takes it back.")

    @work(exclusive=True, group="conflict")
    async def _ask_which(self, outside: str) -> None:
        self._asking = True
        question = Question(
            "The file was changed by another program",
            "You have typed here, and meanwhile another program wrote the same file. "
            "Which of the two do you want to go on with? The other is kept: theirs in the history, yours by Ctrl+Z.",
            yes="Load theirs",
            no="Keep mine",
        )
        theirs = await self.app.push_screen_wait(question)
        self._asking = False
        if theirs:
            self._take_in(outside)
            return
        try:
            self.draft.keep_as_history(self.editor.text)
        except DataProblem as error:
            self.complain(error)

    def leave(self) -> None:
        """Stop a running check, save, and tell the log. Once."""
        if self._left:
            return
        if self.run is not None:
            self.run.stop()
            if self.run.join(2.0) and self.run.verdict is not None:
                self._record(self.run, self.run.verdict)
        try:
            if self.draft.dirty(self.editor.text) and self.draft.changed_outside() is not None:
                self.draft.keep_as_history(self.editor.text)
        except (DataProblem, UsageError):
            pass  # the plain save below says what is wrong
        self.save()
        self._left = True
        self.session.record(lambda recorder: recorder.leave_task())

    def action_back(self) -> None:
        """Esc: stop a running check, else go back to the list."""
        if self.run is not None:
            self.action_check()
        elif self.save() or self._save_failed:
            self.leave()
            self.dismiss()

    # --- the check -------------------------------------------------------------------------------------------

    def action_check(self) -> None:
        """F5: check the code as it stands; once more stops it."""
        if self.run is not None:
            self.run.stop()
            self.results.show(words.running(list(self.steps.values()), True), top=False)
            return
        self.save()
        if self.pane == "brief":
            self.show_pane("code")
        run = Run(self.session, self.lesson, self.framework, self.editor.text)
        self.run, self.steps, self.verdict = run, {}, None
        self.editor.mark(None)
        self.results.show(words.running([], False))
        self.add_class("-running")
        started = (self.lesson.id, self.framework, run.run_id, run.source_hash, run.source)
        self.session.record(lambda recorder: recorder.check_started(*started))
        run.start()
        self._poller.resume()

    def _poll(self) -> None:
        """Look into the running check: new steps, or the end of it."""
        run = self.run
        if run is None:
            self._poller.pause()
            return
        done = run.done  # asked first: every step is in the box by then
        new = run.take()
        self.steps.update((step.name, step) for step in new)
        if done:
            self._finish(run)
        elif new:
            self.results.show(words.running(list(self.steps.values()), run.stopping), top=False)

    def _finish(self, run: Run) -> None:
        self.run = None
        self._poller.pause()
        self.remove_class("-running")
        if run.error is not None:
            self.results.show([])
            self.complain(run.error)
        elif run.verdict is not None and run.answers(run.verdict):
            self._record(run, run.verdict)
            self._show(run, run.verdict)

    def _record(self, run: Run, verdict: Verdict) -> None:
        import msgspec

        payload = msgspec.to_builtins(verdict)
        self.session.record(
            lambda recorder: recorder.check_finished(self.lesson.id, self.framework, run.run_id, payload)
        )

    def _show(self, run: Run, verdict: Verdict) -> None:
        """Show a verdict; on a pass what it took follows as soon as the log has been read."""
        self.verdict = verdict
        self.passed = self.passed or verdict.passed
        edited = self.editor.text != run.source
        note = Content.styled("You have edited the code since this check.", "$warning") if edited else None
        self.results.show(words.finished(verdict, note))
        if verdict.error is not None and not edited:
            self.editor.mark(verdict.error.line)
        self.load_progress()

    # --- progress --------------------------------------------------------------------------------------------

    @work(exclusive=True, group="progress")
    async def load_progress(self) -> None:
        """Read from the log how this task stands; away from the screen."""
        try:
            report = await asyncio.to_thread(self.session.report)
        except ProgressError as error:
            self.complain(error)
            return
        self.progress = next(
            (each for each in report.tasks if each.info.id == self.lesson.id and each.framework == self.framework), None
        )
        if self.progress is not None:
            self.passed = self.passed or self.progress.state in DONE
            await self.aids.seen(self.progress.hints)
            if self.verdict is not None and self.verdict.passed:
                self.results.show(words.finished(self.verdict, self._what_it_took(self.progress)))
        self._draw_heading()

    def _what_it_took(self, progress: TaskProgress) -> Content:
        time = progress.time_to_completion_s
        took = f"{duration(time)} of work" if time is not None else ""
        par = f"par {duration(self.lesson.par_minutes * 60)}"
        facts = ", ".join(fact for fact in (took, par, count(progress.attempts, "attempt")) if fact)
        return Content.assemble(
            facts,
            "\n",
            ("F9", "bold $primary"),
            " goes on   ",
            ("F4", "bold $primary"),
            " shows the reference beside yours",
        )

    def _draw_heading(self) -> None:
        state = self.progress.state if self.progress else "new"
        mark, text, style = STATES[state]
        attempts = self.progress.attempts if self.progress else 0
        right = Content.assemble(
            ("not saved  ", "bold $error") if self._save_failed else "",
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
