"""One check: the learner's source in, a verdict out."""

from __future__ import annotations

import hashlib
import secrets
import sys
import time
import traceback
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from tutor.catalog.task import Task
from tutor.judge.control import Control
from tutor.judge.expect import Expect, StepFailedError
from tutor.judge.explain import explain, syntax_error
from tutor.judge.run import LearnerRaised, Run, RunEnded
from tutor.judge.steps import BadCheckError, GradedStep, load_steps
from tutor.judge.submission import Submission
from tutor.judge.training import Progress, Record
from tutor.judge.verdict import Outcome, Step, Verdict
from tutor.judge.workers import Workers, device_for
from tutor.judge.zygote import WorkerBrokenError
from tutor.worker.launch import Launch
from tutor.worker.protocol import ProtocolError


def source_hash(source: str) -> str:
    """SHA-256 of the source, in hex."""
    return hashlib.sha256(source.encode("utf-8", errors="surrogatepass")).hexdigest()


def check(
    task: Task,
    framework: str,
    source: str,
    *,
    workers: Workers,
    device: str = "auto",
    seed: int | None = None,
    run_id: str | None = None,
    on_step: Callable[[Step], None] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    control: Control | None = None,
    project: Mapping[str, str] | None = None,
    judge_starter: bool = False,
) -> Verdict:
    """Judge `source` as `framework`'s solution of `task`. Blocks; call it in a thread.

    `on_step` is called from that thread for each step, with status "running" as it begins and again as it
    is judged; `on_progress` likewise for a training that goes on. `project` maps earlier stages that the task
    builds on to the learner's own code; the reference stands in for the others. `judge_starter`
    judges the untouched starter instead of answering "not attempted".
    """
    judging = _Judging(task, framework, source, workers, on_step or (lambda _: None), control or Control())
    judging.on_progress = on_progress or (lambda _: None)
    judging.own = project or {}
    judging.seed = secrets.randbits(32) if seed is None else seed
    judging.run_id = run_id or uuid.uuid4().hex
    return judging.verdict(device, judge_starter)


class _Judging:
    """The state of one check while it runs."""

    seed: int
    run_id: str
    launch: Launch
    on_progress: Callable[[Progress], None]
    own: Mapping[str, str]

    def __init__(
        self,
        task: Task,
        framework: str,
        source: str,
        workers: Workers,
        on_step: Callable[[Step], None],
        control: Control,
    ) -> None:
        self.task, self.framework, self.source = task, framework, source
        self.workers, self.on_step, self.control = workers, on_step, control
        self.started = time.monotonic()
        self.steps: list[Step] = []
        self.record = Record()
        self.device = "cpu"
        self.facts: dict[str, Any] = {"framework_version": ""}

    def verdict(self, wish: str, judge_starter: bool) -> Verdict:
        """Judge, from what needs no worker to what does."""
        if self.framework not in self.task.frameworks:
            return self._end("environment", f"{self.task.key} has no {self.framework} variant")
        if not self.source.strip():
            return self._end("not_attempted", "The file is empty.")
        if not judge_starter and _same(self.source, self.task.starter(self.framework)):
            return self._end("not_attempted", "This is still the starter: nothing has been written yet.")
        self.launch = self.workers.launch(self.framework)
        device = device_for(self.launch, wish)
        self.device = device or "gpu"
        if device is None:
            message = f"There is no GPU here that {self.framework} could use; nothing was checked."
            return self._end("environment", message)
        try:
            steps = load_steps(self.task.check_path)
        except BadCheckError as error:
            return self._end("environment", f"The lesson itself is broken: {error}")
        try:
            if self.launch.python == sys.executable:  # then both agree on syntax
                broken = syntax_error(self.source, self._file())
                if broken is not None:
                    self._not_reached(steps)
                    return self._end("raised", broken.message, error=broken, error_class="syntax")
            return self._in_worker(steps)
        except WorkerBrokenError as error:
            if self.control.cancelled:
                return self._end("stopped", "Stopped.")
            return self._end("environment", f"{self.framework} could not be started: {error}")

    def _in_worker(self, steps: tuple[GradedStep, ...]) -> Verdict:
        """Judge in a warm worker; a run that hung there without working is judged once more in a cold one."""
        answer, hung = self._in_one(steps, cold=False)
        if hung:
            self.steps.clear()
            self.record.clear()
            answer, _ = self._in_one(steps, cold=True)
        return self._end(**answer)

    def _in_one(self, steps: tuple[GradedStep, ...], *, cold: bool) -> tuple[dict[str, Any], bool]:
        began = self.workers.begin(
            self.launch,
            self.run_id,
            device=self.device,
            seed=self.seed,
            limit_s=self.task.time_limit_s,
            cancelled=lambda: self.control.cancelled,
            cold=cold,
        )
        run = began.run
        self.facts.update(
            framework_version=began.facts["version"],
            implementation=began.facts["implementation"],
            worker=began.mode,
            confinement=run.confinement,
        )
        self.control.attach(run)
        try:
            answer = self._judge(run, steps, began.facts["version"])
        finally:
            self.control.attach(None)
            run.close()
            if began.own is not None:
                began.own.close()
        self.facts.update(stdout=run.output.text(), stdout_cut=run.output.cut, learner_s=run.learner_s)
        return answer, answer["outcome"] == "timed_out" and began.mode == "fork" and run.idle

    def _judge(self, run: Run, steps: tuple[GradedStep, ...], version: str) -> dict[str, Any]:
        try:
            run.load(self.task.module, self.source, self._package())
        except (LearnerRaised, RunEnded, ProtocolError) as error:
            self._not_reached(steps)
            return explain(error, run.limit_s, self._file())
        submission = Submission(
            run,
            framework=self.framework,
            framework_version=version,
            device=self.device,
            seed=self.seed,
            folder=self.task.folder,
            probe=self.task.probe(self.framework),
            control=self.control,
            record=self.record,
            on_progress=self.on_progress,
        )
        tolerance = self.task.tolerance.gpu if self.device == "gpu" else self.task.tolerance.cpu
        expect = Expect(submission, tolerance, self.task.mistakes)
        for number, step in enumerate(steps):
            submission.begin_step(number)
            end = self._step(step, submission, expect, run)
            if end is not None:
                self._not_reached(steps[number + 1 :])
                return {"mistake": next((s.mistake for s in self.steps if s.mistake), None), **end}
        return self._conclude()

    def _step(self, step: GradedStep, sub: Submission, expect: Expect, run: Run) -> dict[str, Any] | None:
        """Judge one step; the verdict's fields if nothing can be judged after it."""
        self.on_step(Step(name=step.name, title=step.title, status="running"))
        before = run.learner_s
        changes: dict[str, Any] = {"status": "passed"}
        end: dict[str, Any] | None = None
        import numpy as np

        try:
            with np.errstate(all="ignore"):  # what a check computes from the learner's infinities is no news
                step.run(sub, expect)
        except StepFailedError as failure:
            changes = {
                "status": "failed",
                "message": failure.message,
                "mistake": failure.mistake,
                "comparison": failure.comparison,
                "error_class": failure.error_class,
            }
        except (LearnerRaised, RunEnded, ProtocolError) as error:
            end = explain(error, run.limit_s, self._file())
            changes = {"status": end["outcome"], "message": end["message"], "error_class": end["error_class"]}
        except Exception as error:  # noqa: BLE001  a lesson's check may raise anything; it ends as our problem
            frame = traceback.extract_tb(error.__traceback__)[-1]
            message = f"The lesson's check failed: {type(error).__name__}: {error} ({frame.filename}:{frame.lineno})"
            end = {"outcome": "environment", "message": message}
            changes = {"status": "environment", "message": message}
        judged = Step(name=step.name, title=step.title, learner_s=run.learner_s - before, **changes)
        self.steps.append(judged)
        self.on_step(judged)
        return end

    def _conclude(self) -> dict[str, Any]:
        failed = [step for step in self.steps if step.status != "passed"]
        if not failed:
            return {"outcome": "passed", "message": ""}
        telling = next((step for step in failed if step.mistake), failed[0])
        return {
            "outcome": "failed",
            "message": telling.message,
            "mistake": telling.mistake,
            "error_class": telling.error_class,
        }

    def _not_reached(self, steps: tuple[GradedStep, ...]) -> None:
        for step in steps:
            missed = Step(name=step.name, title=step.title, status="not_reached")
            self.steps.append(missed)
            self.on_step(missed)

    def _end(self, outcome: Outcome, message: str, **changes: Any) -> Verdict:
        return Verdict(
            task=self.task.key,
            task_id=self.task.id,
            framework=self.framework,
            device=self.device,
            seed=self.seed,
            run_id=self.run_id,
            source_hash=source_hash(self.source),
            outcome=outcome,
            message=message,
            steps=tuple(self.steps),
            total_s=time.monotonic() - self.started,
            project={name: "own" if name in self.own else "reference" for name in self.task.builds_on},
            measures=self.record.measures,
            curves=self.record.curves,
            distinction=self.record.distinction if outcome == "passed" else "",
            **{**self.facts, **changes},
        )

    def _package(self) -> dict[str, str]:
        """The files of the project so far, by path: the learner's own, and references for what is not there."""
        return {
            f"{self.task.project}/{name.replace('-', '_')}.py": self.own.get(name)
            or self.task.reference(name, self.framework)
            for name in self.task.builds_on
        }

    def _file(self) -> str:
        return f"{self.task.name}.py"


def _same(source: str, starter: str) -> bool:
    """Whether two sources differ in trailing white space at most."""
    return [line.rstrip() for line in source.strip().splitlines()] == [
        line.rstrip() for line in starter.strip().splitlines()
    ]
