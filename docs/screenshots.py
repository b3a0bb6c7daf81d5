"""Makes docs/images out of the running program: four screens of it as SVG.

    .venv/bin/python docs/screenshots.py

The learner is invented: they hand in the lessons' own solutions and mistakes, and a clock that is set by hand says how
long they took. The checks are real, and so is everything else on the screens.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

import msgspec

IMAGES = Path(__file__).parent / "images"
SIZE = (120, 36)
TASKS = ("hello", "create", "reshape", "index", "broadcast", "reduce", "matmul", "gradient")
DONE = {"neon": 8, "pytorch": 7, "tensorflow": 4}  # of TASKS, by framework
PATIENCE_S = 120.0


def learn() -> None:
    """Solve some tasks in each framework, some of them at the second attempt."""
    from progress.clock import ManualClock
    from progress.recorder import Recorder
    from progress.store import Log
    from tutor import packs, paths, settings
    from tutor.workers import open_workers

    content, random = packs.load_lessons(), Random(7)
    clock = ManualClock(time.time_ns() - 6 * 3600 * 10**9)
    with Log.open(paths.database()) as log, open_workers(settings.load()) as workers:
        recorder = Recorder(log, interface="tui", clock=clock)
        for framework, count in DONE.items():
            for name in TASKS[:count]:
                task = content.find(name)
                work(recorder, clock, task, framework, workers, random)
        recorder.close()


def work(recorder: Any, clock: Any, task: Any, framework: str, workers: Any, random: Random) -> None:
    """One task: now and then a hint and a known mistake, then the solution, in about its par time."""
    from tutor.judge import check, source_hash

    recorder.open_task(task.id, framework)
    minutes = task.par_minutes * random.lognormvariate(0.1, 0.45)
    sources = [task.solution(framework)]
    mistakes = task.wrong(framework)
    if mistakes and random.random() < 0.5:
        sources.insert(0, next(iter(mistakes.values())))
    for number, source in enumerate(sources):
        for _ in range(8):
            clock.pass_s(minutes * 60 / 8 / len(sources))
            recorder.signal("key")
        run_id = f"{task.name}-{framework}-{number}"
        recorder.check_started(task.id, framework, run_id, source_hash(source), source)
        verdict = check(task, framework, source, workers=workers, device="cpu", seed=1, run_id=run_id)
        recorder.check_finished(task.id, framework, run_id, msgspec.to_builtins(verdict))
    recorder.rated(task.id, framework, random.randint(4, 7))


async def draw() -> None:
    """Walk through the screens and keep a picture of each."""
    from tutor.screens.app import TutorApp
    from tutor.screens.session import Session

    session = Session()
    app = TutorApp(session)
    try:
        async with app.run_test(size=SIZE) as pilot:

            async def until(words: str) -> None:
                end = time.monotonic() + PATIENCE_S
                while words not in "".join(strip.text for strip in app.screen._compositor.render_strips()):
                    if time.monotonic() > end:
                        raise TimeoutError(f"'{words}' did not come up")
                    await pilot.pause(0.05)
                await pilot.pause(0.3)

            def keep(name: str) -> None:
                # Without ids of the moment, so that the same screen makes the same file.
                drawn = re.sub(r"terminal-\d+", "terminal", app.export_screenshot(title="dltutor"))
                (IMAGES / f"{name}.svg").write_text(drawn, encoding="utf-8")

            await until("neon")
            await until("of ")
            keep("home")
            await pilot.press("v")
            await until("mean rank")
            keep("compare")
            await pilot.press("escape", "f3")
            await until("This week")
            keep("progress")
            await pilot.press("escape")
            task = session.catalog.find("broadcast")
            app.open_framework("neon", task)
            await until("standardise")
            session_screen = app.screen
            session_screen.editor.swap(task.wrong("neon")["rows"])  # type: ignore[attr-defined]
            await pilot.press("f5")
            await until("column")
            await until("your code ran")
            keep("lesson")
    finally:
        session.close()


def main() -> None:
    """Make all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["DLTUTOR_HOME"] = home
        learn()
        asyncio.run(draw())
    for file in sorted(IMAGES.glob("*.svg")):
        print(f"{file.name}: {file.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
