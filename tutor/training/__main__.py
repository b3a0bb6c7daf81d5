"""The process of one training: `python -m tutor.training FOLDER`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from tutor import packs, paths, settings
from tutor.errors import TutorError
from tutor.judge import Control, Verdict, check
from tutor.training.folder import Request, Speaker, Training
from tutor.training.starting import record
from tutor.workers import open_workers
from tutor.workspace import Workspace

LOOK_S = 0.1  # between two looks at what the user wishes


def main(folder: Path) -> None:
    """Judge what the folder asks for, say how it goes, answer, record."""
    training = Training(folder)
    request = training.request
    with training.hold():
        control, over = Control(), threading.Event()
        threading.Thread(target=_obey, args=(training, control, over), name="wishes", daemon=True).start()
        try:
            verdict = _judged(request, Speaker(training), control)
        except TutorError as problem:
            verdict = request.unjudged("environment", f"{problem} {problem.remedy}".strip())
        over.set()
        training.answer(verdict)
        record(paths.home(), request, verdict)


def _judged(request: Request, speaker: Speaker, control: Control) -> Verdict:
    chosen = settings.load()
    task = packs.load_lessons(chosen).find(request.task)
    packs.require_trust(task)
    workspace = Workspace(paths.home())
    with open_workers(chosen) as workers:
        verdict = check(
            task,
            request.framework,
            request.source,
            workers=workers,
            device=request.device,
            seed=request.seed,
            run_id=request.run_id,
            on_step=speaker.step,
            on_progress=speaker.progress,
            control=control,
            project=workspace.stages(task, request.framework),
        )
    if verdict.passed:
        workspace.keep_stage(task, request.framework, request.source)
    return verdict


def _obey(training: Training, control: Control, over: threading.Event) -> None:
    """Do what the user wishes until the check is over."""
    done = None
    while not over.wait(LOOK_S):
        wish = training.wish
        if wish != done:
            done = wish
            {"pause": control.pause, "resume": control.resume, "finish": control.finish, "stop": control.cancel}.get(
                wish or "", lambda: None
            )()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
