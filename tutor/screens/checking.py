"""The checks of an open lesson: started, watched, stopped, shown and recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.timer import Timer

from tutor import training
from tutor.errors import TutorError
from tutor.packs import is_trusted, trust
from tutor.screens.long_running import LongRun
from tutor.screens.running import Run, ShortRun
from tutor.screens.widgets import verdict as words
from tutor.screens.widgets.dialog import Question
from tutor.screens.wording import count, duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from progress.report.model import TaskProgress
    from tutor.judge.training import Progress
    from tutor.judge.verdict import Step, Verdict
    from tutor.screens.lesson import LessonScreen

FRAME = 1 / 20  # seconds between two looks at a running check: faster than an eye, slow enough to type beside
PATIENCE = 2.0  # seconds that leaving waits for a stopped check to say so


class Checking:
    """At most one check at a time. `run` is the one that runs, `verdict` what the last one found."""

    def __init__(self, screen: LessonScreen) -> None:
        self.screen = screen
        self.task = screen.lesson
        self.framework = screen.framework
        self.run: Run | None = None
        self.verdict: Verdict | None = None
        self.checked: str | None = None  # the source that the verdict is about
        self._steps: dict[str, Step] = {}
        self._poller: Timer | None = None
        self._queued = False  # another editor saved while a check ran
        self._drawn: Progress | None = None  # what the chart of a training shows

    def toggle(self) -> None:
        """Check the code as it stands; if a check runs, stop it, and if that is a training, pause or resume it."""
        if isinstance(self.run, LongRun):
            self._steer(self.run.toggle_pause)
        elif self.run is not None:
            self.stop()
        elif is_trusted(self.task):
            self._start()
        else:
            self.screen.run_worker(self._ask_trust(), group="trust", exclusive=True)

    @property
    def stoppable(self) -> bool:
        """Whether a check runs that leaving would end; a training goes on by itself."""
        return isinstance(self.run, ShortRun)

    def stop(self) -> None:
        """Kill the worker and all its children; the verdict, "stopped", follows."""
        self._queued = False
        if isinstance(self.run, ShortRun):
            self.run.stop()
            self._show_running(self.run)

    def finish(self) -> None:
        """End a training here: what it has reached is judged."""
        if isinstance(self.run, LongRun):
            self._steer(self.run.finish)

    def _steer(self, how: Callable[[], None]) -> None:
        try:
            how()
        except TutorError as error:
            self.screen.complain(error)
        if self.run is not None:
            self._show_running(self.run)

    def attach(self) -> None:
        """Take up a training of this task that goes on, or that ended while nobody looked."""
        found = training.find(self.screen.session.home, self.task.id, self.framework) if self.task.long else None
        if found is not None and self.run is None:
            self._watch(LongRun.attach(self.screen.session, self.task, self.framework, found))

    def saved(self) -> None:
        """Another editor saved the file: check what it wrote if the learner wants that, or once the check is over."""
        if not self.screen.session.check_on_save or self.task.long:
            return
        if self.run is not None:
            self._queued = True
        else:
            self.toggle()

    def end(self) -> None:
        """Stop for good: the lesson is being left. A training goes on."""
        self._queued = False
        if isinstance(self.run, LongRun):
            self.screen.notify(f"{self.task.title}: the training goes on without you.", markup=False)
        elif isinstance(self.run, ShortRun):
            self.run.stop()
            if self.run.join(PATIENCE) and self.run.verdict is not None:
                self._record(self.run, self.run.verdict)

    async def _ask_trust(self) -> None:
        """A check from elsewhere is code that would run unconfined: only after a yes, which is remembered."""
        question = Question(
            "This lesson comes from elsewhere",
            f"Its check is a program in {self.task.pack} that runs here, with all that you may do yourself. "
            "Go on only if you know who wrote it. The answer holds for all lessons of that folder.",
            yes="I trust it",
            no="No, do not run it",
        )
        if self.task.pack is not None and await self.screen.app.push_screen_wait(question):
            try:
                trust(self.task.pack)
            except TutorError as error:
                self.screen.complain(error)
                return
            self._start()

    def _start(self) -> None:
        screen = self.screen
        screen.keeper.save()
        if screen.pane == "brief":
            screen.show_pane("code")
        kind = LongRun if self.task.long else ShortRun
        run = kind(screen.session, self.task, self.framework, screen.editor.text)
        started = (self.task.id, self.framework, run.run_id, run.source_hash, run.source)
        screen.session.record(lambda recorder: recorder.check_started(*started))
        run.start()
        self._watch(run)

    def _watch(self, run: Run) -> None:
        screen = self.screen
        self.run, self.verdict = run, None
        self._steps = {}
        screen.editor.mark(None)
        screen.add_class("-running")
        screen.set_class(isinstance(run, LongRun), "-training")
        self._show_running(run, top=True)
        if self._poller is None:
            self._poller = screen.set_interval(FRAME, self._poll)
        self._poller.resume()

    def _poll(self) -> None:
        """Look into the running check: new steps, or the end of it."""
        run = self.run
        if run is None:
            return
        done = run.done  # asked first: every step is in the box by then
        new = run.take()
        self._steps.update((step.name, step) for step in new)
        if done:
            self._finish(run)
        elif new or (isinstance(run, LongRun) and run.latest is not self._drawn):
            self._show_running(run)

    def _show_running(self, run: Run, *, top: bool = False) -> None:
        steps = list(self._steps.values())
        if isinstance(run, LongRun):
            self._drawn = run.latest
            blocks = words.training(steps, run.latest, run.left_s, paused=run.paused, ending=run.stopping)
            self.screen.results.show(blocks, top=top, curves={"return": run.points} if run.points else {})
        else:
            self.screen.results.show(words.running(steps, run.stopping), top=top)

    def _finish(self, run: Run) -> None:
        self.run = None
        if self._poller is not None:
            self._poller.pause()
        self.screen.remove_class("-running", "-training")
        if run.error is not None:
            self.screen.results.show([])
            self.screen.complain(run.error)
        elif run.verdict is not None and run.answers(run.verdict):
            if isinstance(run, LongRun):
                run.seen()  # its own process has recorded it
            else:
                self._record(run, run.verdict)
            self._show(run, run.verdict)
        queued, self._queued = self._queued, False
        if queued and self.screen.editor.text != run.source:
            self._start()

    def _record(self, run: Run, verdict: Verdict) -> None:
        import msgspec

        payload = msgspec.to_builtins(verdict)
        self.screen.session.record(
            lambda recorder: recorder.check_finished(self.task.id, self.framework, run.run_id, payload)
        )

    def _show(self, run: Run, verdict: Verdict) -> None:
        """Show a verdict; on a pass what it took follows as soon as the log has been read."""
        screen = self.screen
        self.verdict, self.checked = verdict, run.source
        screen.passed = screen.passed or verdict.passed
        edited = screen.editor.text != run.source
        note = Content.styled("You have edited the code since this check.", "$warning") if edited else None
        screen.results.show(words.finished(verdict, note), curves=verdict.curves)
        if verdict.error is not None and not edited:
            screen.editor.mark(verdict.error.line)
        screen.load_progress()

    def show_what_it_took(self, progress: TaskProgress) -> None:
        """Under a pass, show time, par and attempts, and where to go from here."""
        if self.verdict is None or not self.verdict.passed:
            return
        time = progress.time_to_completion_s
        took = f"{duration(time)} of work" if time is not None else ""
        par = f"par {duration(self.task.par_minutes * 60)}"
        facts = ", ".join(fact for fact in (took, par, count(progress.attempts, "attempt")) if fact)
        onward = (("F9", "bold $primary"), " goes on   ", ("F4", "bold $primary"), " shows the reference beside yours")
        after = Content.assemble(facts, "\n", *onward)
        self.screen.results.show(words.finished(self.verdict, after), curves=self.verdict.curves)
        self.screen.asking.after_pass(progress)
