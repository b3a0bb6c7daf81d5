"""The checks of an open lesson: started, watched, stopped, shown and recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.timer import Timer

from tutor.errors import TutorError
from tutor.packs import is_trusted, trust
from tutor.screens.running import Run
from tutor.screens.widgets import verdict as words
from tutor.screens.widgets.dialog import Question
from tutor.screens.wording import count, duration

if TYPE_CHECKING:
    from progress.report.model import TaskProgress
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

    def toggle(self) -> None:
        """Check the code as it stands; stop the check if one runs."""
        if self.run is not None:
            self.stop()
        elif is_trusted(self.task):
            self._start()
        else:
            self.screen.run_worker(self._ask_trust(), group="trust", exclusive=True)

    def stop(self) -> None:
        """Kill the worker and all its children; the verdict, "stopped", follows."""
        self._queued = False
        if self.run is not None:
            self.run.stop()
            self._show_running(self.run)

    def saved(self) -> None:
        """Another editor saved the file: check what it wrote if the learner wants that, or once the check is over."""
        if not self.screen.session.check_on_save:
            return
        if self.run is not None:
            self._queued = True
        else:
            self.toggle()

    def end(self) -> None:
        """Stop for good: the lesson is being left."""
        self._queued = False
        if self.run is not None:
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
        run = Run(screen.session, self.task, self.framework, screen.editor.text)
        self.run, self.verdict = run, None
        self._steps = {}
        screen.editor.mark(None)
        screen.add_class("-running")
        screen.results.show(words.running([], False))
        started = (self.task.id, self.framework, run.run_id, run.source_hash, run.source)
        screen.session.record(lambda recorder: recorder.check_started(*started))
        run.start()
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
        elif new:
            self._show_running(run)

    def _show_running(self, run: Run) -> None:
        self.screen.results.show(words.running(list(self._steps.values()), run.stopping), top=False)

    def _finish(self, run: Run) -> None:
        self.run = None
        if self._poller is not None:
            self._poller.pause()
        self.screen.remove_class("-running")
        if run.error is not None:
            self.screen.results.show([])
            self.screen.complain(run.error)
        elif run.verdict is not None and run.answers(run.verdict):
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
        screen.results.show(words.finished(verdict, note))
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
        self.screen.results.show(words.finished(self.verdict, Content.assemble(facts, "\n", *onward)))
        self.screen.asking.after_pass(progress)
