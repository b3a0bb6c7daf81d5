"""Begin a training in a process of its own, and settle what processes left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

from progress.recorder import Recorder
from progress.store import Log
from tutor import paths
from tutor.catalog import Task
from tutor.errors import EnvironmentProblem
from tutor.judge.verdict import Verdict
from tutor.training.folder import Request, Training, all_in

ABANDONED = "Abandoned: the training was cut off before its end, by the machine or by a signal."
BEGIN_S = 20.0  # a process that does not hold its lock by then did not start


def start(
    task: Task,
    framework: str,
    source: str,
    *,
    home: Path,
    device: str,
    run_id: str | None = None,
    seed: int | None = None,
) -> Training:
    """Begin to check `source` in the background; return once the process lives. Blocks for about a second.

    The caller has recorded check_started under `run_id`; the process records how it ends. Raises DataProblem
    if the folder cannot be written and EnvironmentProblem if the process does not start.
    """
    from tutor.judge.check import source_hash

    run_id = run_id or uuid.uuid4().hex
    training = Training(paths.trainings(home) / run_id)
    training.create(
        Request(
            task=task.key,
            task_id=task.id,
            framework=framework,
            source=source,
            source_hash=source_hash(source),
            run_id=run_id,
            device=device,
            seed=seed,
            began=time.time_ns(),
        )
    )
    log = training.folder / "log.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tutor.training", str(training.folder)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # what ends the terminal does not end it
            env={**os.environ, paths.HOME_VARIABLE: str(home)},
            cwd=training.folder,
        )
    deadline = time.monotonic() + BEGIN_S
    while not training.alive and training.verdict is None:
        if process.poll() is not None or time.monotonic() > deadline:
            lines = log.read_text(errors="replace").strip().splitlines() or ["it said nothing"]
            training.remove()
            raise EnvironmentProblem(f"The training did not start: {lines[-1]}", "Check again.")
        time.sleep(0.02)
    return training


def settle(home: Path) -> list[Training]:
    """Record what processes that are gone did not; return the trainings that have ended and were not looked at.

    One that was cut off has the outcome "stopped" from then on: it is marked abandoned, and is no attempt.
    Raises ProgressError if the log cannot be written.
    """
    ended = []
    for training in all_in(home):
        if training.alive:
            continue
        verdict = training.verdict
        if verdict is None:
            verdict = training.request.unjudged("stopped", ABANDONED)
            training.answer(verdict)
        record(home, training.request, verdict)
        ended.append(training)
    return ended


def record(home: Path, request: Request, verdict: Verdict) -> None:
    """Record a verdict, unless the log has it. Raises ProgressError."""
    import msgspec

    with Log.open(home / paths.database().name) as log:
        if log.has("check_finished", request.run_id):
            return
        with Recorder(log, interface="background") as recorder:
            recorder.check_finished(request.task_id, request.framework, request.run_id, msgspec.to_builtins(verdict))
