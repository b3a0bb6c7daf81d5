"""`dltutor check`: the learner's file is run for real, judged, printed and recorded."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor import frameworks, paths, settings
from tutor.catalog import Task
from tutor.cli import options
from tutor.cli.group import INTERRUPTED
from tutor.cli.printing import print_json, print_message
from tutor.packs import require_trust
from tutor.workspace import Workspace, read_source

if TYPE_CHECKING:
    from tutor.cli.verdicts import Printer
    from tutor.judge.verdict import Verdict

PASSED, NOT_PASSED, ENVIRONMENT = 0, 1, 3


@click.command()
@options.task
@options.framework
@click.option("--file", type=click.Path(path_type=Path), help="Check this file instead of your code in the tutor.")
@options.device
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Draw the same inputs again.")
@options.as_json
def check(
    task: Task, framework: str, file: Path | None, device: str | None, seed: int | None, as_json: bool
) -> None:
    """Run your code for TASK and judge it; exit with 0 only if it passed."""
    from tutor.cli import rating, telling
    from tutor.cli.verdicts import Printer, print_verdict

    task.variant(framework)
    require_trust(task)
    source = read_source(file) if file else read_source(saved_file(task, framework))
    printer = None if as_json else Printer()
    verdict = run(task, framework, source, device or settings.load().device, seed, printer)
    if as_json:
        print_json(verdict)
    else:
        print_verdict(verdict)
        if verdict.passed:
            rating.offer(framework)
            telling.offer(framework)
    raise SystemExit(exit_code(verdict))


def exit_code(verdict: Verdict) -> int:
    """Return what `check` ends with for a verdict."""
    if verdict.passed:
        return PASSED
    return {"environment": ENVIRONMENT, "stopped": INTERRUPTED}.get(verdict.outcome, NOT_PASSED)


def saved_file(task: Task, framework: str) -> Path:
    """Return the file of the learner's code; where there is none yet, write the starter there and say so."""
    workspace = Workspace(paths.home())
    file = workspace.path(task, framework)
    if not file.exists():
        workspace.save(task, framework, task.starter(framework))
        print_message(f"The starter was written to {file}.")
    return file


def run(
    task: Task,
    framework: str,
    source: str,
    device: str,
    seed: int | None,
    printer: Printer | None,
) -> Verdict:
    """Check `source` and record both that it began and how it ended. Ctrl-C stops it, and that is the verdict.

    Of a training the first Ctrl-C has what it has reached judged. Code that passes a stage becomes part of its project.
    """
    import msgspec

    from tutor.cli.recording import session
    from tutor.judge import source_hash

    frameworks.launch(framework)  # what is missing is told before anything is recorded
    run_id = uuid.uuid4().hex
    with session(task, framework) as recorder:
        recorder.check_started(task.id, framework, run_id, source_hash(source), source)
        verdict = _judged(task, framework, source, device, seed, run_id, printer)
        recorder.check_finished(task.id, framework, run_id, msgspec.to_builtins(verdict))
    if verdict.passed:
        Workspace(paths.home()).keep_stage(task, framework, source)
    return verdict


def _judged(
    task: Task,
    framework: str,
    source: str,
    device: str,
    seed: int | None,
    run_id: str,
    printer: Printer | None,
) -> Verdict:
    """Let the judge work in a thread, so that Ctrl-C reaches us at once and stops the worker."""
    from tutor.judge import Control, check
    from tutor.workers import open_workers

    control = Control()
    with open_workers(settings.load()) as workers, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(
            check, task, framework, source, workers=workers, device=device, seed=seed, run_id=run_id,
            on_step=printer.step if printer else None, on_progress=printer.progress if printer else None,
            control=control, project=Workspace(paths.home()).stages(task, framework),
        )  # fmt: skip
        for stop in (control.finish, control.cancel) if task.long else (control.cancel,):
            try:
                return answer.result()
            except KeyboardInterrupt:
                stop()
                if stop == control.finish:
                    print_message("\nWhat the training has reached is judged; Ctrl-C again stops it.")
        return answer.result()
