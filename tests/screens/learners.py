"""Invented learners: what they did is written to the log as the screens themselves would have written it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from progress.clock import ManualClock
from progress.events import Event
from progress.store import Log
from tutor import paths
from tutor.catalog import Task

DAY = 86_400.0
START = int(datetime(2026, 1, 5, 9, tzinfo=UTC).timestamp() * 1e9)


def learn(
    home: Path,
    tasks: Sequence[Task],
    frameworks: Sequence[str],
    *,
    failures: int = 1,
    passes: bool = True,
    hints: int = 0,
) -> None:
    """Write a learner who works on these tasks, faster with practice; so many hints and failures before each pass."""
    clock, random, events = ManualClock(utc=START), Random(1), list[Event]()

    def add(kind: Any, task: Task, framework: str, /, **payload: Any) -> None:
        at = clock.now()._asdict()
        events.append(Event(**at, session="s", type=kind, task=task.id, framework=framework, payload=payload))

    for place, task in enumerate(tasks):
        for framework in frameworks:
            seconds = 60 * task.par_minutes * (place + 1) ** -0.3 * random.lognormvariate(0, 0.4)
            add("task_opened", task, framework)
            for level in range(1, hints + 1):
                add("hint_shown", task, framework, level=level, levels=3)
            for number in range(failures + 1):
                clock.pass_s(min(seconds / (failures + 1), 500))
                add("signal", task, framework, kind="key", count=1)
                add("check_started", task, framework)
                clock.pass_s(1)
                passed = passes and number == failures
                verdict = {"outcome": "passed"} if passed else {"outcome": "failed", "error_class": "shape"}
                add("check_finished", task, framework, **verdict)
            add("task_left", task, framework)
    home.mkdir(parents=True, exist_ok=True)
    with Log.open(home / paths.database().name) as log:
        log.append(*events)
